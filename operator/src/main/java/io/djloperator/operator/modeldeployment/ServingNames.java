package io.djloperator.operator.modeldeployment;

import io.djloperator.api.v1alpha1.ModelDeployment;

/** Names and ports of a ModelDeployment's children. */
final class ServingNames {
    static final String COMPONENT = "server";
    static final String SERVER = "server";
    static final String FETCH = "fetch-model";
    static final int INFERENCE_PORT = 8080;
    static final int MANAGEMENT_PORT = 8081;
    static final int METRICS_PORT = 8082;

    private ServingNames() {}

    /** All children bear the deployment's own name; so does the model inside the server. */
    static String child(ModelDeployment owner) {
        return owner.getMetadata().getName();
    }

    static String url(ModelDeployment owner) {
        return "http://%s.%s.svc/predictions/%s"
                .formatted(child(owner), owner.getMetadata().getNamespace(), child(owner));
    }
}

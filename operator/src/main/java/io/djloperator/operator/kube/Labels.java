package io.djloperator.operator.kube;

import io.djloperator.api.v1alpha1.Api;
import io.djloperator.api.v1alpha1.ModelDeployment;
import io.djloperator.api.v1alpha1.TrainingJob;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.LinkedHashMap;
import java.util.Map;

/** Labels of everything that the operator creates. Selectors use our own keys only: tools rewrite the common ones. */
public final class Labels {
    /** Names the TrainingJob that a child belongs to. */
    public static final String TRAINING_JOB = Api.GROUP + "/training-job";

    /** Names the ModelDeployment that a child belongs to. */
    public static final String MODEL_DEPLOYMENT = Api.GROUP + "/model-deployment";

    /** On a TrainingJob: the name of the search that it is a trial of. */
    public static final String SEARCH = Api.GROUP + "/search";

    private Labels() {}

    /** The labels that select the children of {@code owner}. */
    public static Map<String, String> selector(HasMetadata owner) {
        return Map.of(key(owner), owner.getMetadata().getName());
    }

    /** All labels of a child. */
    public static Map<String, String> of(HasMetadata owner, String component) {
        var labels = new LinkedHashMap<String, String>();
        labels.put(key(owner), owner.getMetadata().getName());
        labels.put("app.kubernetes.io/name", "djl-operator-" + component);
        labels.put("app.kubernetes.io/instance", owner.getMetadata().getName());
        labels.put("app.kubernetes.io/component", component);
        labels.put("app.kubernetes.io/part-of", "djl-operator");
        labels.put("app.kubernetes.io/managed-by", "djl-operator");
        return labels;
    }

    private static String key(HasMetadata owner) {
        if (owner instanceof TrainingJob) {
            return TRAINING_JOB;
        }
        if (owner instanceof ModelDeployment) {
            return MODEL_DEPLOYMENT;
        }
        throw new IllegalArgumentException("not a kind of ours: " + owner.getKind());
    }
}

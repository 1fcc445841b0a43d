package io.djloperator.operator.modeldeployment;

import io.djloperator.api.v1alpha1.ModelDeployment;
import io.djloperator.operator.kube.Children;
import io.djloperator.operator.kube.Labels;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;

/** The Service in front of the serving pods. The management port is not part of it. */
final class ServingService {
    private ServingService() {}

    static Service of(ModelDeployment deployment) {
        return new ServiceBuilder()
                .withMetadata(Children.metadata(deployment, ServingNames.child(deployment), ServingNames.COMPONENT))
                .withNewSpec()
                .withType("ClusterIP")
                .withSelector(Labels.selector(deployment))
                .addNewPort()
                .withName("http")
                .withPort(80)
                .withTargetPort(new IntOrString("http"))
                .withProtocol("TCP")
                .endPort()
                .endSpec()
                .build();
    }
}

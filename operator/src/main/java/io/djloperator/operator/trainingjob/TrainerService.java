package io.djloperator.operator.trainingjob;

import io.djloperator.api.v1alpha1.TrainingJob;
import io.djloperator.operator.kube.Children;
import io.djloperator.operator.kube.Labels;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;

/**
 * Gives each pod of several nodes a name in the cluster's DNS. It has no address and no port of its own, and names pods before they are ready:
 * they become ready only when they have found each other.
 */
final class TrainerService {
    private TrainerService() {}

    static Service of(TrainingJob owner) {
        return new ServiceBuilder()
                .withMetadata(Children.metadata(owner, TrainerNames.service(owner), TrainerNames.COMPONENT))
                .withNewSpec()
                .withClusterIP("None")
                .withPublishNotReadyAddresses(true)
                .withSelector(Labels.selector(owner))
                .endSpec()
                .build();
    }
}

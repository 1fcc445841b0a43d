package io.djloperator.operator.modeldeployment;

import io.djloperator.api.v1alpha1.ModelDeployment;
import io.djloperator.operator.kube.Children;
import io.djloperator.operator.kube.Labels;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;

/** Drains take one pod at a time, and never wait for a pod that is not healthy anyway. */
final class ServingDisruptionBudget {
    private ServingDisruptionBudget() {}

    static PodDisruptionBudget of(ModelDeployment deployment) {
        return new PodDisruptionBudgetBuilder()
                .withMetadata(Children.metadata(deployment, ServingNames.child(deployment), ServingNames.COMPONENT))
                .withNewSpec()
                .withMaxUnavailable(new IntOrString(1))
                .withUnhealthyPodEvictionPolicy("AlwaysAllow")
                .withNewSelector()
                .withMatchLabels(Labels.selector(deployment))
                .endSelector()
                .endSpec()
                .build();
    }
}

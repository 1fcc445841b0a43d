package io.djloperator.operator.modeldeployment;

import io.djloperator.api.v1alpha1.ModelDeployment;
import io.djloperator.api.v1alpha1.ModelDeploymentStatus.ServedModel;
import io.djloperator.operator.kube.Children;
import io.djloperator.operator.kube.Labels;
import io.djloperator.operator.runtime.Settings;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;

/** The Deployment of the serving pods. An update takes no pod away before its successor answers. */
final class ServingDeployment {
    private static final int PROGRESS_DEADLINE_SECONDS = 600;
    private static final int HISTORY = 2;

    private ServingDeployment() {}

    static Deployment of(ModelDeployment deployment, ServedModel model, Settings settings) {
        return new DeploymentBuilder()
                .withMetadata(Children.metadata(deployment, ServingNames.child(deployment), ServingNames.COMPONENT))
                .withNewSpec()
                .withReplicas(deployment.getSpec().replicas())
                .withRevisionHistoryLimit(HISTORY)
                .withProgressDeadlineSeconds(PROGRESS_DEADLINE_SECONDS)
                .withNewSelector()
                .withMatchLabels(Labels.selector(deployment))
                .endSelector()
                .withNewStrategy()
                .withType("RollingUpdate")
                .withNewRollingUpdate()
                .withMaxSurge(new IntOrString(1))
                .withMaxUnavailable(new IntOrString(0))
                .endRollingUpdate()
                .endStrategy()
                .withTemplate(ServingPod.of(deployment, model, settings))
                .endSpec()
                .build();
    }
}

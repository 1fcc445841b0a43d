package io.djloperator.operator.modeldeployment;

import io.djloperator.api.v1alpha1.ModelDeployment;
import io.djloperator.api.v1alpha1.ModelDeploymentStatus.ServedModel;
import io.djloperator.api.v1alpha1.Scheduling;
import io.djloperator.operator.kube.Labels;
import io.djloperator.operator.kube.Placement;
import io.djloperator.operator.kube.PodAllowList;
import io.djloperator.operator.kube.Requirements;
import io.djloperator.operator.kube.Restricted;
import io.djloperator.operator.kube.SharedMemory;
import io.djloperator.operator.kube.StoreVolumes;
import io.djloperator.operator.runtime.Settings;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import java.util.List;
import java.util.Map;

/**
 * A serving pod: an init container copies the model in and checks its digest, then the server loads the copy. The server itself
 * never sees the claim, so what it loads is what was checked.
 */
final class ServingPod {
    static final String DIGEST = "djl-operator.io/model-digest";
    static final String MODELS = "models";
    static final String DEPS = "deps";
    static final String SCRATCH = "scratch";
    static final String LOGS = "logs";

    /** preStop 5 s, then the drain of at most 25 s, and room to end. */
    private static final long GRACE_SECONDS = 45;

    private static final Scheduling ANYWHERE = new Scheduling(null, null, null, null, null, null, null, null);

    private ServingPod() {}

    static PodTemplateSpec of(ModelDeployment deployment, ServedModel model, Settings settings) {
        var stores = new StoreVolumes(List.of(model.uri()), List.of());
        return new PodTemplateSpecBuilder()
                .withNewMetadata()
                .withLabels(Labels.of(deployment, ServingNames.COMPONENT))
                .withAnnotations(Map.of(DIGEST, model.digest()))
                .endMetadata()
                .withSpec(PodAllowList.SERVING.checked(spec(deployment, model, stores, settings)))
                .build();
    }

    private static PodSpec spec(ModelDeployment deployment, ServedModel model, StoreVolumes stores, Settings settings) {
        var resources = deployment.getSpec().resources();
        return Placement.of(ANYWHERE, resources)
                .into(new PodSpecBuilder())
                .withTerminationGracePeriodSeconds(GRACE_SECONDS)
                .withAutomountServiceAccountToken(false)
                .withEnableServiceLinks(false)
                .withSecurityContext(Restricted.pod())
                .withResourceClaims(Requirements.claims(resources))
                .withInitContainers(FetchContainer.of(deployment, model, stores, settings))
                .withContainers(ServerContainer.of(deployment, settings))
                .withVolumes(
                        scratch(MODELS, "20Gi"), scratch(DEPS, "64Mi"), scratch(SCRATCH, "4Gi"), scratch(LOGS, "256Mi"))
                .addAllToVolumes(stores.volumes())
                .addAllToVolumes(SharedMemory.volumes(resources))
                .addNewTopologySpreadConstraint()
                .withMaxSkew(1)
                .withTopologyKey("kubernetes.io/hostname")
                .withWhenUnsatisfiable("ScheduleAnyway")
                .withNewLabelSelector()
                .withMatchLabels(Labels.selector(deployment))
                .endLabelSelector()
                .endTopologySpreadConstraint()
                .build();
    }

    private static Volume scratch(String name, String limit) {
        return new VolumeBuilder()
                .withName(name)
                .withNewEmptyDir()
                .withSizeLimit(new Quantity(limit))
                .endEmptyDir()
                .build();
    }
}

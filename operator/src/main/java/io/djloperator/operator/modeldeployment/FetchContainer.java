package io.djloperator.operator.modeldeployment;

import io.djloperator.api.v1alpha1.ModelDeployment;
import io.djloperator.api.v1alpha1.ModelDeploymentStatus.ServedModel;
import io.djloperator.operator.kube.Requirements;
import io.djloperator.operator.kube.Restricted;
import io.djloperator.operator.kube.StoreVolumes;
import io.djloperator.operator.runtime.Settings;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import java.util.stream.Stream;

/** The init container that copies the model package and our runtime jar into the pod, and refuses a package of another digest. */
final class FetchContainer {
    static final String RUNTIME_JAR = "model-runtime.jar";
    private static final String TERMINATION_LOG = "/dev/termination-log";

    private FetchContainer() {}

    static Container of(ModelDeployment deployment, ServedModel model, StoreVolumes stores, Settings settings) {
        return new ContainerBuilder()
                .withName(ServingNames.FETCH)
                .withImage(settings.trainerImage())
                .withArgs(Stream.of(
                                Stream.of(
                                        "fetch",
                                        model.uri(),
                                        "--sha256",
                                        model.digest().substring("sha256:".length())),
                                stores.arguments().stream(),
                                Stream.of("--to", ServerContainer.modelFolder(deployment)),
                                Stream.of("--runtime-to", "/deps/" + RUNTIME_JAR),
                                Stream.of("--termination-log", TERMINATION_LOG))
                        .flatMap(part -> part)
                        .toList())
                .withEnv(Requirements.visibility(deployment.getSpec().resources()))
                .withResources(Requirements.ofInitContainer(deployment.getSpec().resources()))
                .withSecurityContext(Restricted.container())
                .withTerminationMessagePath(TERMINATION_LOG)
                .withTerminationMessagePolicy("File")
                .addNewVolumeMount()
                .withName(ServingPod.MODELS)
                .withMountPath("/models")
                .endVolumeMount()
                .addNewVolumeMount()
                .withName(ServingPod.DEPS)
                .withMountPath("/deps")
                .endVolumeMount()
                .addNewVolumeMount()
                .withName(ServingPod.SCRATCH)
                .withMountPath("/tmp")
                .endVolumeMount()
                .addAllToVolumeMounts(stores.mounts())
                .build();
    }
}

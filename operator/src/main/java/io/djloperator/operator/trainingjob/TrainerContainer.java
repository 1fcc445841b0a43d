package io.djloperator.operator.trainingjob;

import io.djloperator.operator.kube.Requirements;
import io.djloperator.operator.kube.Restricted;
import io.djloperator.operator.kube.SharedMemory;
import io.djloperator.operator.kube.StoreVolumes;
import io.djloperator.operator.profile.EffectiveJob;
import io.djloperator.operator.runtime.ReportAccess;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The container that trains: our trainer with the job's file, or the user's own program. */
final class TrainerContainer {
    static final String NAME = "trainer";
    static final String SCRATCH = "/tmp";

    /** Where Kubernetes looks for it if nothing else is said. */
    private static final String TERMINATION_LOG = "/dev/termination-log";

    private TrainerContainer() {}

    static Container of(EffectiveJob effective, Attempt attempt, Optional<ReportAccess> report, StoreVolumes stores) {
        var spec = effective.job().getSpec();
        var isTrainer = spec.container() == null;
        var container = new ContainerBuilder()
                .withName(NAME)
                .withImage(effective.image())
                .withEnv(TrainerEnvironment.of(effective.job(), attempt, report))
                .withResources(Requirements.of(spec.resources()))
                .withSecurityContext(Restricted.container())
                .withVolumeMounts(JobFiles.mounts(isTrainer, report))
                .addNewVolumeMount()
                .withName(TrainerPod.SCRATCH)
                .withMountPath(SCRATCH)
                .endVolumeMount()
                .addAllToVolumeMounts(SharedMemory.mounts(spec.resources()))
                .addAllToVolumeMounts(stores.mounts());
        return isTrainer
                ? container.withArgs(arguments(stores)).build()
                : container
                        .withCommand(spec.container().command())
                        .withArgs(spec.container().args())
                        .withTerminationMessagePolicy("FallbackToLogsOnError") // so that the status shows why it failed
                        .build();
    }

    private static List<String> arguments(StoreVolumes stores) {
        return Stream.of(
                        Stream.of("run", JobFiles.JOB),
                        stores.arguments().stream(),
                        Stream.of("--termination-log", TERMINATION_LOG, "--work", SCRATCH))
                .flatMap(part -> part)
                .toList();
    }
}

package io.djloperator.operator.trainingjob;

import io.djloperator.api.v1alpha1.Table;
import io.djloperator.api.v1alpha1.TrainingJob;
import io.djloperator.operator.kube.Accelerators;
import io.djloperator.operator.kube.Children;
import io.djloperator.operator.kube.Labels;
import io.djloperator.operator.kube.Requirements;
import io.djloperator.operator.kube.Restricted;
import io.djloperator.operator.kube.StoreVolumes;
import io.djloperator.operator.runtime.Settings;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.PodFailurePolicy;
import io.fabric8.kubernetes.api.model.batch.v1.PodFailurePolicyBuilder;
import java.util.List;
import java.util.stream.Stream;

/** The Job as it was before profiles; it goes when the plan is switched over. */
final class FormerTrainerJob {
    private static final String CONTAINER = "trainer";
    private static final int RETRIES = 3;
    private static final long GRACE_SECONDS = 60;
    private static final String SPEC_FOLDER = "/etc/djl-operator";
    private static final String TERMINATION_LOG = "/dev/termination-log";
    private static final String SCRATCH = "/tmp";

    private FormerTrainerJob() {}

    static Job of(TrainingJob job, Settings settings) {
        return new JobBuilder()
                .withMetadata(Children.metadata(job, TrainerNames.job(job, 1), TrainerNames.COMPONENT))
                .withNewSpec()
                .withSuspend(false)
                .withBackoffLimit(RETRIES)
                .withPodReplacementPolicy("Failed") // no two writers of one model
                .withPodFailurePolicy(failurePolicy())
                .withTemplate(pod(job, settings))
                .endSpec()
                .build();
    }

    /** Disruption does not use up retries; ends that another try would only repeat end the Job at once. */
    private static PodFailurePolicy failurePolicy() {
        return new PodFailurePolicyBuilder()
                .addNewRule()
                .withAction("Ignore")
                .addNewOnPodCondition()
                .withType("DisruptionTarget")
                .withStatus("True")
                .endOnPodCondition()
                .endRule()
                .addNewRule()
                .withAction("FailJob")
                .withNewOnExitCodes()
                .withContainerName(CONTAINER)
                .withOperator("In")
                .withValues(ExitCodes.finalOnes())
                .endOnExitCodes()
                .endRule()
                .build();
    }

    private static PodTemplateSpec pod(TrainingJob job, Settings settings) {
        var resources = job.getSpec().withDefaults().resources();
        var stores = stores(job);
        return new PodTemplateSpecBuilder()
                .withNewMetadata()
                .withLabels(Labels.of(job, TrainerNames.COMPONENT))
                .endMetadata()
                .withNewSpec()
                .withRestartPolicy("Never")
                .withTerminationGracePeriodSeconds(GRACE_SECONDS)
                .withAutomountServiceAccountToken(false)
                .withEnableServiceLinks(false)
                .withSecurityContext(Restricted.pod())
                .withNodeSelector(Accelerators.nodeSelector(resources))
                .withTolerations(Accelerators.tolerations(resources))
                .withContainers(container(job, settings, stores))
                .addNewVolume()
                .withName("job")
                .withNewConfigMap()
                .withName(TrainerConfig.name(job))
                .endConfigMap()
                .endVolume()
                .addNewVolume()
                .withName("scratch")
                .withNewEmptyDir()
                .withSizeLimit(new Quantity("10Gi"))
                .endEmptyDir()
                .endVolume()
                .addAllToVolumes(stores.volumes())
                .endSpec()
                .build();
    }

    private static Container container(TrainingJob job, Settings settings, StoreVolumes stores) {
        var resources = job.getSpec().withDefaults().resources();
        return new ContainerBuilder()
                .withName(CONTAINER)
                .withImage(settings.trainerImage())
                .withArgs(arguments(stores))
                .withEnv(Requirements.visibility(resources))
                .addNewEnv()
                .withName("DJL_CACHE_DIR")
                .withValue(SCRATCH + "/djl")
                .endEnv()
                .withResources(Requirements.of(resources))
                .withSecurityContext(Restricted.container())
                .withTerminationMessagePath(TERMINATION_LOG)
                .withTerminationMessagePolicy("File")
                .addNewVolumeMount()
                .withName("job")
                .withMountPath(SPEC_FOLDER)
                .withReadOnly(true)
                .endVolumeMount()
                .addNewVolumeMount()
                .withName("scratch")
                .withMountPath(SCRATCH)
                .endVolumeMount()
                .addAllToVolumeMounts(stores.mounts())
                .build();
    }

    private static List<String> arguments(StoreVolumes stores) {
        return Stream.of(
                        Stream.of("run", SPEC_FOLDER + "/" + TrainerConfig.SPEC_FILE),
                        stores.arguments().stream(),
                        Stream.of("--termination-log", TERMINATION_LOG, "--work", SCRATCH))
                .flatMap(part -> part)
                .toList();
    }

    private static StoreVolumes stores(TrainingJob job) {
        var spec = job.getSpec();
        return new StoreVolumes(
                spec.data().tabular().tables().stream().map(Table::uri).toList(),
                List.of(spec.output().uri()));
    }
}

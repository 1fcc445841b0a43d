package io.djloperator.operator.trainingjob;

import io.djloperator.api.v1alpha1.Scheduling;
import io.djloperator.api.v1alpha1.Table;
import io.djloperator.api.v1alpha1.TrainingJob;
import io.djloperator.api.v1alpha1.TrainingJobSpec;
import io.djloperator.operator.kube.Labels;
import io.djloperator.operator.kube.Placement;
import io.djloperator.operator.kube.PodAllowList;
import io.djloperator.operator.kube.Requirements;
import io.djloperator.operator.kube.Restricted;
import io.djloperator.operator.kube.SharedMemory;
import io.djloperator.operator.kube.StoreVolumes;
import io.djloperator.operator.profile.EffectiveJob;
import io.djloperator.operator.runtime.ReportAccess;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.List;
import java.util.Optional;

/** A training pod, of one node or of several. */
final class TrainerPod {
    static final String SCRATCH = "scratch";
    private static final int GRACE_SECONDS = 60;
    private static final Quantity SCRATCH_SIZE = new Quantity("10Gi");

    private TrainerPod() {}

    /**
     * The pods' template.
     *
     * @param isInGroup whether the pods are scheduled all or none by Kubernetes' own scheduler
     * @throws io.djloperator.operator.kube.ForbiddenPodException where it would hold a field that no pod of ours may have
     */
    static PodTemplateSpec of(
            EffectiveJob effective, Attempt attempt, Optional<ReportAccess> report, boolean isInGroup) {
        var job = effective.job();
        var stores = stores(job.getSpec());
        var pod = new PodSpecBuilder(placed(job.getSpec()))
                .withRestartPolicy("Never")
                .withSubdomain(job.getSpec().nodes() > 1 ? TrainerNames.service(job) : null)
                .withContainers(TrainerContainer.of(effective, attempt, report, stores))
                .withVolumes(JobFiles.volumes(job.getSpec().container() == null, report))
                .addNewVolume()
                .withName(SCRATCH)
                .withNewEmptyDir()
                .withSizeLimit(SCRATCH_SIZE)
                .endEmptyDir()
                .endVolume()
                .addAllToVolumes(SharedMemory.volumes(job.getSpec().resources()))
                .addAllToVolumes(stores.volumes())
                .build();
        if (isInGroup) {
            PodGroups.join(pod, job, attempt);
        }
        return new PodTemplateSpec(metadata(job, attempt, report), PodAllowList.TRAINING.checked(pod));
    }

    private static ObjectMeta metadata(TrainingJob job, Attempt attempt, Optional<ReportAccess> report) {
        var metadata = new ObjectMetaBuilder()
                .withLabels(Labels.of(job, TrainerNames.COMPONENT))
                .addToLabels(TrainerNames.ATTEMPT, String.valueOf(attempt.number()))
                .addToAnnotations(TrainerNames.FROZEN_JOB, Frozen.json(job));
        report.ifPresent(access -> metadata.addToAnnotations(TrainerNames.REPORT_CA, access.caCertificate()));
        return metadata.build();
    }

    /** Where, when and as whom. */
    private static PodSpec placed(TrainingJobSpec spec) {
        var scheduling = spec.scheduling();
        return Placement.of(scheduling, spec.resources())
                .into(new PodSpecBuilder())
                .withPriorityClassName(scheduling.priorityClassName())
                .withServiceAccountName(account(scheduling))
                .withAutomountServiceAccountToken(false)
                .withEnableServiceLinks(false)
                .withSecurityContext(Restricted.pod())
                .withTerminationGracePeriodSeconds((long)
                        (scheduling.gracePeriodSeconds() == null ? GRACE_SECONDS : scheduling.gracePeriodSeconds()))
                .withResourceClaims(Requirements.claims(spec.resources()))
                .build();
    }

    private static String account(Scheduling scheduling) {
        return "default".equals(scheduling.serviceAccountName()) ? null : scheduling.serviceAccountName();
    }

    private static StoreVolumes stores(TrainingJobSpec spec) {
        return new StoreVolumes(
                spec.data() == null
                        ? List.of()
                        : spec.data().tabular().tables().stream()
                                .map(Table::uri)
                                .toList(),
                spec.output() == null ? List.of() : List.of(spec.output().uri()));
    }
}

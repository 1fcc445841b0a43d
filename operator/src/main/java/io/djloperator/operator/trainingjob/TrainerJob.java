package io.djloperator.operator.trainingjob;

import io.djloperator.api.v1alpha1.TrainingJob;
import io.djloperator.operator.kube.Children;
import io.djloperator.operator.kube.ServedApis;
import io.djloperator.operator.kube.Workloads;
import io.djloperator.operator.profile.EffectiveJob;
import io.djloperator.operator.runtime.ReportAccess;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobSpec;
import io.fabric8.kubernetes.api.model.batch.v1.JobSpecBuilder;
import java.util.Optional;

/**
 * The Job that trains. It is created once and never applied again: most of a Job cannot be changed, and finished work must not run again. It
 * holds all that it was made from.
 */
final class TrainerJob {
    private TrainerJob() {}

    /**
     * The Job for an attempt; {@link PodGroups#of} says what must be created before it. Where a queue admits it, it is created suspended, as
     * Kueue wants it; where the user suspends it, it comes into no queue before it is resumed.
     *
     * @throws io.djloperator.operator.kube.ForbiddenPodException where a pod would hold a field that no pod of ours may have
     */
    static Job of(EffectiveJob effective, Attempt attempt, Optional<ReportAccess> report, ServedApis served) {
        return of(effective, attempt, report, PodGroups.isWanted(effective.job().getSpec(), served));
    }

    private static Job of(EffectiveJob effective, Attempt attempt, Optional<ReportAccess> report, boolean isInGroup) {
        var job = effective.job();
        return new JobBuilder()
                .withMetadata(metadata(job, attempt))
                .withSpec(job.getSpec().nodes() > 1 ? ofSeveralNodes(job) : ofOneNode(job))
                .editSpec()
                .withSuspend(
                        job.getSpec().suspend() || job.getSpec().scheduling().queue() != null ? true : null)
                .withPodReplacementPolicy("Failed") // no two writers of one model
                .withTemplate(TrainerPod.of(effective, attempt, report, isInGroup))
                .endSpec()
                .build();
    }

    /**
     * The Job for the next attempt of several nodes: the same, from what {@code former} was made from, under another name. Nothing is copied that a
     * queue or another webhook has put into the former one, since they will do so again.
     *
     * @throws IllegalStateException where {@code former} does not hold any more what it was made from
     */
    static Job next(Job former, TrainingJob owner, Attempt attempt) {
        var job = new TrainingJob();
        job.setMetadata(owner.getMetadata());
        job.setSpec(Frozen.spec(former).withSuspend(owner.getSpec().suspend()));
        return of(new EffectiveJob(job, Frozen.image(former)), attempt, Frozen.report(former), PodGroups.has(former));
    }

    private static ObjectMeta metadata(TrainingJob job, Attempt attempt) {
        var name = TrainerNames.job(job, attempt.number());
        var metadata = new ObjectMetaBuilder(Children.metadata(job, name, TrainerNames.COMPONENT))
                .addToLabels(TrainerNames.ATTEMPT, String.valueOf(attempt.number()))
                .addToAnnotations(TrainerNames.FAILURES, String.valueOf(attempt.failures()));
        var queue = job.getSpec().scheduling().queue();
        return queue == null || job.getSpec().suspend()
                ? metadata.build()
                : metadata.addToLabels(Workloads.QUEUE, queue).build();
    }

    private static JobSpec ofOneNode(TrainingJob job) {
        return new JobSpecBuilder()
                .withBackoffLimit(job.getSpec().retry().limit())
                .withPodFailurePolicy(FailurePolicy.ofOneNode())
                .build();
    }

    /** Each pod has a rank; the operator starts all of them again where one is lost, so the Job itself retries nothing. */
    private static JobSpec ofSeveralNodes(TrainingJob job) {
        return new JobSpecBuilder()
                .withCompletionMode("Indexed")
                .withCompletions(job.getSpec().nodes())
                .withParallelism(job.getSpec().nodes())
                .withBackoffLimit(0)
                .withPodFailurePolicy(FailurePolicy.ofSeveralNodes())
                .build();
    }
}

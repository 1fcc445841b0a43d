package io.djloperator.operator.trainingjob;

import io.djloperator.api.v1alpha1.TrainingJob;
import io.djloperator.operator.kube.Children;
import io.djloperator.operator.kube.Pods;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What was seen of a TrainingJob's children.
 *
 * @param child the Job, if there is one of ours
 * @param pods its pods, newest first; read only when something is to be learnt from them
 * @param warnings Events about a pod that does not start
 */
record TrainingObservation(Optional<Job> child, List<Pod> pods, List<Event> warnings) {
    /** A pod that has not started after this time is asked why. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    static TrainingObservation of(TrainingJob job, Context<TrainingJob> context, Instant now) {
        var child = context.getSecondaryResource(Job.class).filter(found -> Children.belongs(found, job));
        if (TrainingStatuses.isTerminal(job) || child.isEmpty() || !arePodsNeeded(job, child.get(), now)) {
            return new TrainingObservation(child, List.of(), List.of());
        }
        // A job of the same name may have been deleted a moment ago, and its pods are not this one's.
        var pods = Pods.of(job, context.getClient()).stream()
                .filter(pod -> Children.belongs(pod, child.get()))
                .toList();
        var ended = JobPhase.of(child.get()).hasEnded();
        var warnings = ended || pods.isEmpty() ? List.<Event>of() : Pods.warnings(pods.get(0), context.getClient());
        return new TrainingObservation(child, pods, warnings);
    }

    private static boolean arePodsNeeded(TrainingJob job, Job child, Instant now) {
        return switch (JobPhase.of(child)) {
            case COMPLETE, FAILED -> true;
            case RUNNING -> false;
            case WAITING -> TrainingStatuses.isRunning(job) || isOverdue(child, now);
        };
    }

    /** Whether the Job had time enough to get a pod running. */
    static boolean isOverdue(Job child, Instant now) {
        var started = child.getStatus() == null ? null : child.getStatus().getStartTime();
        var since =
                Instant.parse(started != null ? started : child.getMetadata().getCreationTimestamp());
        return !now.isBefore(since.plus(PATIENCE));
    }
}

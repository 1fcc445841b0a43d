package io.djloperator.operator.trainingjob;

import io.djloperator.api.v1alpha1.TrainingJob;
import io.djloperator.operator.kube.Children;
import io.djloperator.operator.kube.PodTrouble;
import io.djloperator.operator.kube.Pods;
import io.djloperator.operator.kube.Workloads;
import io.djloperator.operator.profile.Profiles;
import io.djloperator.operator.profile.Resolution;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What was seen of a TrainingJob's children.
 *
 * @param resolution the job with its profile; asked for only while there is no child, since a child holds it frozen
 * @param children its Jobs, the newest attempt first
 * @param pods pods of the newest Job, newest first; read only when something is to be learnt from them. Without a Job, those that it has left
 *     behind and that still run
 * @param warnings Events about the newest pod, or about the Job where it has none
 * @param isKueueInstalled whether the cluster has Kueue's API; asked for only while a Job waits in a queue, and taken for granted else
 * @param queue what Kueue says of the newest Job
 */
record TrainingObservation(
        Optional<Resolution> resolution,
        List<Job> children,
        List<Pod> pods,
        List<Event> warnings,
        boolean isKueueInstalled,
        Optional<QueueState> queue) {
    /** A pod that has not started after this time is asked why. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    static TrainingObservation of(
            TrainingJob job, Context<TrainingJob> context, Profiles profiles, Workloads workloads, Instant now) {
        var known = newestFirst(context.getSecondaryResources(Job.class).stream(), job);
        // A Job that was there and is not seen: the watch may be late, and pods may outlive a Job that was deleted.
        var isMissed =
                known.isEmpty() && job.getStatus() != null && job.getStatus().attempt() != null;
        var isDecided = TrainingStatuses.decided(job).isPresent();
        if (TrainingStatuses.isTerminal(job) || isDecided && !isMissed) {
            return of(Optional.empty(), known, List.of());
        }
        var children = isMissed ? newestFirst(Pods.jobsOf(job, context.getClient()).stream(), job) : known;
        if (children.isEmpty() || isDecided) {
            var resolution = isDecided ? Optional.<Resolution>empty() : Optional.of(profiles.resolve(job));
            var leftOver = isMissed && children.isEmpty() ? leftOver(job, context) : List.<Pod>of();
            return of(resolution, children, leftOver);
        }
        var child = children.get(0);
        // A job of the same name may have been deleted a moment ago, and its pods are not this one's.
        var pods = arePodsNeeded(job, child, now)
                ? Pods.of(job, context.getClient()).stream()
                        .filter(pod -> Children.belongs(pod, child))
                        .toList()
                : List.<Pod>of();
        var isQueued = Suspension.isInQueue(child)
                && (JobPhase.of(child) == JobPhase.SUSPENDED || job.getSpec().suspend());
        var kueue = isQueued ? workloads.version() : Optional.<String>empty();
        return new TrainingObservation(
                Optional.empty(),
                children,
                pods,
                warnings(child, pods, context, now),
                !isQueued || kueue.isPresent(),
                kueue.flatMap(version -> workloads.of(child, version)).map(QueueState::new));
    }

    /** Where no pod and no queue has been looked at. */
    private static TrainingObservation of(Optional<Resolution> resolution, List<Job> children, List<Pod> leftOver) {
        return new TrainingObservation(resolution, children, leftOver, List.of(), true, Optional.empty());
    }

    /** Pods of a Job that somebody has deleted, and that still run. */
    private static List<Pod> leftOver(TrainingJob job, Context<TrainingJob> context) {
        return Pods.of(job, context.getClient()).stream()
                .filter(pod -> !hasEnded(pod) && Frozen.isOf(pod, job))
                .toList();
    }

    private static List<Job> newestFirst(Stream<Job> jobs, TrainingJob owner) {
        return jobs.filter(found -> Children.belongs(found, owner))
                .sorted(Comparator.comparing(
                                (Job found) -> Frozen.attempt(found).number())
                        .reversed())
                .toList();
    }

    private static boolean hasEnded(Pod pod) {
        var phase = pod.getStatus() == null ? null : pod.getStatus().getPhase();
        return "Succeeded".equals(phase) || "Failed".equals(phase);
    }

    private static boolean arePodsNeeded(TrainingJob job, Job child, Instant now) {
        return switch (JobPhase.of(child)) {
            case COMPLETE, FAILED, RUNNING -> true;
            case SUSPENDED -> false;
            case WAITING -> Attempts.of(job.getStatus()).pod().isPresent() || isOverdue(child, now);
        };
    }

    /** Events are dear to list, so only where the pods themselves do not tell. */
    private static List<Event> warnings(Job child, List<Pod> pods, Context<TrainingJob> context, Instant now) {
        if (JobPhase.of(child) != JobPhase.WAITING
                || !isOverdue(child, now)
                || PodTrouble.among(pods, List.of()).isPresent()) {
            return List.of();
        }
        return Pods.warnings(pods.isEmpty() ? child : pods.get(0), context.getClient());
    }

    /** The newest Job. */
    Optional<Job> child() {
        return children.stream().findFirst();
    }

    /** Whether the Job had time enough to get a pod running. */
    static boolean isOverdue(Job child, Instant now) {
        var since = JobPhase.startTime(child)
                .orElseGet(() -> Instant.parse(child.getMetadata().getCreationTimestamp()));
        return !now.isBefore(since.plus(PATIENCE));
    }

    /** Since when the pods are expected to run; empty where they run, or where there need be none. */
    Optional<Instant> pendingSince(TrainingJob job) {
        var child = child();
        if (child.isEmpty() || JobPhase.of(child.get()) != JobPhase.WAITING) {
            return Optional.empty();
        }
        if (pods.isEmpty()) {
            // Where a pod was there before, nobody knows since when it is missed.
            return Attempts.of(job.getStatus()).pod().isPresent() ? Optional.empty() : JobPhase.startTime(child.get());
        }
        return pods.stream()
                .filter(TrainingObservation::waits)
                .findFirst()
                .map(pod -> Instant.parse(pod.getMetadata().getCreationTimestamp()));
    }

    /** Whether a pod has not run yet; one that is being stopped, or whose node does not answer, has. */
    private static boolean waits(Pod pod) {
        var phase = pod.getStatus() == null ? null : pod.getStatus().getPhase();
        return pod.getMetadata().getDeletionTimestamp() == null && (phase == null || phase.equals("Pending"));
    }
}

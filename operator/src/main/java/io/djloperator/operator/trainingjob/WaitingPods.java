package io.djloperator.operator.trainingjob;

import io.djloperator.operator.kube.PodTrouble;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.List;
import java.util.Optional;

/** What is said of a Job whose pods do not all train: they wait, start, or have ended before the Job has. */
final class WaitingPods {
    /** What may be told of a pod a moment before the Job's own end is there is no news of its own. */
    static final String ABOUT_TO_END = ", and the Job is about to end";

    private WaitingPods() {}

    /** Before its pods have been looked at, nothing is known of them but that they do not train yet. */
    static TrainingOutcome outcome(Job job, TrainingObservation observed) {
        var pods = observed.pods();
        return ended(job, pods)
                .or(() -> PodTrouble.among(pods, observed.warnings()).map(TrainingOutcome::pending))
                .orElseGet(() -> quiet(pods));
    }

    private static Optional<TrainingOutcome> ended(Job job, List<Pod> pods) {
        var failed = PodEnd.of(pods).stream().filter(PodEnd::hasFailed).toList();
        var newest = pods.stream().findFirst().flatMap(PodEnd::of);
        if (!failed.isEmpty() && isOver(job, failed)) {
            return Optional.of(TrainingOutcome.of(
                    TrainingState.RUNNING, "a pod has " + failed.get(0).words() + ABOUT_TO_END));
        }
        return newest.map(end -> end.hasFailed()
                ? TrainingOutcome.of(TrainingState.PENDING, "a pod has " + end.words() + "; another follows")
                : TrainingOutcome.of(TrainingState.RUNNING, "a pod has ended" + ABOUT_TO_END));
    }

    /** Whether the Job makes no other pod after those that have failed. */
    private static boolean isOver(Job job, List<PodEnd> failed) {
        var counted = failed.stream().filter(end -> !end.isDisrupted()).count();
        return JobPhase.condition(job, "FailureTarget").isPresent()
                || Attempts.isGroup(job)
                || failed.stream().anyMatch(PodEnd::isFinal)
                || Math.max(counted, JobPhase.failedPods(job)) > JobPhase.retries(job);
    }

    /** Of pods that are in no trouble, the newest first. */
    private static TrainingOutcome quiet(List<Pod> pods) {
        if (pods.isEmpty()) {
            return TrainingOutcome.of(TrainingState.PENDING, "waits for a pod");
        }
        if (pods.get(0).getMetadata().getDeletionTimestamp() != null) {
            return TrainingOutcome.of(TrainingState.PENDING, "a pod is being stopped; another follows");
        }
        if (!pods.stream().allMatch(WaitingPods::hasNode)) {
            return TrainingOutcome.of(TrainingState.PENDING, "a pod waits for a node");
        }
        return pods.stream().allMatch(WaitingPods::runs)
                ? TrainingOutcome.of(TrainingState.RUNNING, "its pods run, but are not ready")
                : TrainingOutcome.of(TrainingState.STARTING, "a pod starts");
    }

    private static boolean hasNode(Pod pod) {
        return PodTimes.holdsSince(pod).isPresent();
    }

    private static boolean runs(Pod pod) {
        return pod.getStatus() != null && "Running".equals(pod.getStatus().getPhase());
    }
}

package io.djloperator.operator.trainingjob;

import io.djloperator.api.v1alpha1.TrainingJobStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.List;
import java.util.Optional;

/**
 * What the status counts. A pod is an attempt: the Job makes another when one was disrupted, resumed or has failed.
 *
 * @param number of the newest attempt, from 1; 0 before the first
 * @param failures attempts that count against {@code retry.limit}
 * @param pod name of the newest pod, of rank 0 where there are several nodes
 */
record Attempts(int number, int failures, Optional<String> pod) {
    private static final String RANK = "batch.kubernetes.io/job-completion-index";

    static Attempts of(TrainingJobStatus status) {
        if (status == null || status.attempt() == null) {
            return new Attempts(0, 0, Optional.empty());
        }
        return new Attempts(
                status.attempt(), status.failures() == null ? 0 : status.failures(), Optional.ofNullable(status.pod()));
    }

    /** What follows when {@code job} and its pods, newest first, are seen. */
    Attempts seeing(Job job, List<Pod> pods) {
        var attempt = Frozen.attempt(job);
        var newest = pods.stream()
                .filter(Attempts::isFirstRank)
                .findFirst()
                .map(p -> p.getMetadata().getName());
        var counted = Math.max(number, attempt.number());
        var known = number >= attempt.number() ? pod : Optional.<String>empty();
        var another = known.isPresent() && newest.isPresent() && !known.equals(newest);
        return new Attempts(
                another ? counted + newer(known.get(), pods) : counted,
                attempt.failures() + (isGroup(job) ? 0 : JobPhase.failedPods(job)),
                newest.or(() -> known));
    }

    /** What follows when a Job is made for {@code attempt}. */
    static Attempts starting(Attempt attempt) {
        return new Attempts(attempt.number(), attempt.failures(), Optional.empty());
    }

    /** Whether the pods of {@code job} start and end together. */
    static boolean isGroup(Job job) {
        return job.getSpec().getCompletions() != null && job.getSpec().getCompletions() > 1;
    }

    private static int newer(String known, List<Pod> pods) {
        var names = pods.stream()
                .filter(Attempts::isFirstRank)
                .map(pod -> pod.getMetadata().getName())
                .toList();
        return names.contains(known) ? names.indexOf(known) : 1; // it is gone: at least one has followed
    }

    private static boolean isFirstRank(Pod pod) {
        var labels = pod.getMetadata().getLabels();
        return labels == null || labels.getOrDefault(RANK, "0").equals("0");
    }
}

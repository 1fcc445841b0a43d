package io.djloperator.operator.trainingjob;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What follows when the Job of several nodes has failed: all of them start again. The Job has ended only when no pod of it is left, so two
 * attempts never overlap.
 *
 * @param attempt the next one; empty where the failures are too many
 * @param notBefore when it may start
 * @param isDisruption whether the cluster, not the program, ended the former attempt
 */
record GroupRetry(Optional<Attempt> attempt, Instant notBefore, boolean isDisruption) {
    private static final String DISRUPTION = "DisruptionTarget";
    private static final Duration FIRST_DELAY = Duration.ofSeconds(10);
    private static final Duration LONGEST_DELAY = Duration.ofMinutes(6); // as the Job controller's

    static GroupRetry of(Job failed, List<Pod> pods, Attempts counted, int limit, Instant now) {
        var disruption = isDisruption(failed, pods);
        var failures = counted.failures() + (disruption ? 0 : 1);
        var next =
                failures > limit ? Optional.<Attempt>empty() : Optional.of(new Attempt(counted.number() + 1, failures));
        var ended = JobPhase.endTime(failed).orElse(now);
        return new GroupRetry(next, disruption ? ended : ended.plus(delay(failures)), disruption);
    }

    /** The pods may be gone already, and the Job's own words may name another rank that failed in consequence: either counts. */
    private static boolean isDisruption(Job failed, List<Pod> pods) {
        var said = JobPhase.condition(failed, "Failed")
                .map(condition -> condition.getMessage())
                .filter(message -> message != null && message.contains(DISRUPTION));
        return said.isPresent() || pods.stream().anyMatch(PodEnd::isDisrupted);
    }

    private static Duration delay(int failures) {
        var delay = FIRST_DELAY.multipliedBy(1L << Math.min(failures - 1, 10));
        return delay.compareTo(LONGEST_DELAY) < 0 ? delay : LONGEST_DELAY;
    }
}

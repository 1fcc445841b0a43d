package io.djloperator.operator.trainingjob;

import io.djloperator.api.v1alpha1.TrainingJobStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How long a job has held pods, over all attempts: a Job forgets its start time when it is suspended, so the periods are added up here.
 *
 * @param before all periods that are over
 * @param since the begin of the period that lasts
 */
record ActiveTime(Duration before, Optional<Instant> since) {
    static final ActiveTime NONE = new ActiveTime(Duration.ZERO, Optional.empty());

    static ActiveTime of(TrainingJobStatus status) {
        if (status == null) {
            return NONE;
        }
        return new ActiveTime(
                Duration.ofSeconds(status.activeSeconds() == null ? 0 : status.activeSeconds()),
                Optional.ofNullable(status.activeSince()).map(Instant::parse));
    }

    /**
     * What follows when {@code job} and its pods are seen. A stop that nobody saw, since no operator ran, does not count: no job is ended too
     * early.
     */
    ActiveTime seeing(Job job, List<Pod> pods, Instant now) {
        var phase = JobPhase.of(job);
        var holding = new ActiveTime(before, begin(job, phase, pods));
        if (phase.hasEnded()) {
            return holding.stopped(JobPhase.endTime(job).orElse(now));
        }
        if (phase == JobPhase.SUSPENDED && !JobPhase.hasPods(job)) {
            var suspended = JobPhase.condition(job, "Suspended")
                    .map(condition -> Instant.parse(condition.getLastTransitionTime()));
            return holding.stopped(suspended.orElse(now));
        }
        return holding;
    }

    /** A pod that waits for a node holds nothing; once one has had a node, what follows until the Job stops is one period. */
    private Optional<Instant> begin(Job job, JobPhase phase, List<Pod> pods) {
        var allowed = JobPhase.startTime(job);
        if (allowed.isEmpty()) {
            return since;
        }
        return since.filter(begin -> !begin.isBefore(allowed.get()))
                .or(() -> PodTimes.firstHold(pods, allowed.get()))
                .or(() -> phase == JobPhase.RUNNING ? allowed : Optional.empty());
    }

    /** What follows when no pod is left. */
    ActiveTime stopped(Instant end) {
        return since.map(begin -> new ActiveTime(total(end), Optional.<Instant>empty()))
                .orElse(this);
    }

    /** All periods together. */
    Duration total(Instant now) {
        var current = since.map(begin -> Duration.between(begin, now)).orElse(Duration.ZERO);
        return before.plus(current.isNegative() ? Duration.ZERO : current);
    }
}

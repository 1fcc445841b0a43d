package io.djloperator.operator.trainingjob;

import io.djloperator.api.v1alpha1.TrainingJobStatus;
import io.djloperator.operator.kube.ActiveTime;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a status remembers of a job's runs.
 *
 * @param startTime when the first pod was allowed to start
 */
record RunRecord(Attempts attempts, ActiveTime active, Optional<Instant> startTime) {
    static RunRecord of(TrainingJobStatus status) {
        return new RunRecord(
                Attempts.of(status),
                ActiveTime.of(status),
                Optional.ofNullable(status == null ? null : status.startTime()).map(Instant::parse));
    }

    /** Whether the attempt that {@code job} is has been counted. */
    boolean knows(Job job) {
        return attempts.number() >= Frozen.attempt(job).number();
    }

    RunRecord seeing(Job job, List<Pod> pods, Instant now) {
        return new RunRecord(
                attempts.seeing(job, pods),
                HeldPods.seeing(active, job, pods, now),
                startTime.or(() -> JobPhase.startTime(job)));
    }

    RunRecord starting(Attempt attempt) {
        return new RunRecord(Attempts.starting(attempt), active, startTime);
    }

    RunRecord stopped(Instant end) {
        return new RunRecord(attempts, active.stopped(end), startTime);
    }

    /** One more failure that counts. */
    RunRecord failed() {
        return new RunRecord(
                new Attempts(attempts.number(), attempts.failures() + 1, attempts.pod()), active, startTime);
    }
}

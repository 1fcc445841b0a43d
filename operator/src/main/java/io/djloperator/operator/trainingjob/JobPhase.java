package io.djloperator.operator.trainingjob;

import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatus;
import java.time.Instant;
import java.util.Optional;

/** Where a Job stands. It has ended only when its terminal condition is there: until then a pod of it may still run. */
enum JobPhase {
    SUSPENDED,
    WAITING,
    RUNNING,
    COMPLETE,
    FAILED;

    static JobPhase of(Job job) {
        if (condition(job, "Complete").isPresent()) {
            return COMPLETE;
        }
        if (condition(job, "Failed").isPresent()) {
            return FAILED;
        }
        if (Boolean.TRUE.equals(job.getSpec().getSuspend())) {
            return SUSPENDED;
        }
        var ready = count(status(job).getReady());
        // A rank that has ended well waits for the others.
        return ready > 0 && ready + count(status(job).getSucceeded()) >= nodes(job) ? RUNNING : WAITING;
    }

    static Optional<JobCondition> condition(Job job, String type) {
        return status(job).getConditions().stream()
                .filter(c -> c.getType().equals(type) && c.getStatus().equals("True"))
                .findFirst();
    }

    /** Whether a pod of {@code job} may still hold a device. */
    static boolean hasPods(Job job) {
        return count(status(job).getActive()) + count(status(job).getTerminating()) > 0;
    }

    /** Since when the Job has been allowed to have pods; a Job that is suspended forgets it. */
    static Optional<Instant> startTime(Job job) {
        return Optional.ofNullable(status(job).getStartTime()).map(Instant::parse);
    }

    /** When it ended. */
    static Optional<Instant> endTime(Job job) {
        return Optional.ofNullable(status(job).getCompletionTime())
                .or(() -> condition(job, "Failed").map(JobCondition::getLastTransitionTime))
                .map(Instant::parse);
    }

    /** How many pods of it have failed in a way that counts. */
    static int failedPods(Job job) {
        return count(status(job).getFailed());
    }

    /** How many more pods it makes for those that fail in a way that counts. */
    static int retries(Job job) {
        return job.getSpec().getBackoffLimit() == null
                ? 6 // Kubernetes' default
                : job.getSpec().getBackoffLimit();
    }

    private static int nodes(Job job) {
        return job.getSpec().getCompletions() == null ? 1 : job.getSpec().getCompletions();
    }

    private static int count(Integer number) {
        return number == null ? 0 : number;
    }

    private static JobStatus status(Job job) {
        return job.getStatus() == null ? new JobStatus() : job.getStatus();
    }

    boolean hasEnded() {
        return this == COMPLETE || this == FAILED;
    }
}

package io.djloperator.operator.trainingjob;

import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import java.util.Optional;

/** Where a Job stands. It has ended only when its terminal condition is there: until then a pod of it may still run. */
enum JobPhase {
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
        var ready = job.getStatus() == null ? null : job.getStatus().getReady();
        return ready != null && ready > 0 ? RUNNING : WAITING;
    }

    static Optional<JobCondition> condition(Job job, String type) {
        return job.getStatus() == null
                ? Optional.empty()
                : job.getStatus().getConditions().stream()
                        .filter(c -> c.getType().equals(type) && c.getStatus().equals("True"))
                        .findFirst();
    }

    boolean hasEnded() {
        return this == COMPLETE || this == FAILED;
    }
}

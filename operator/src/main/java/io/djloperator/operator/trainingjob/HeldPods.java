package io.djloperator.operator.trainingjob;

import io.djloperator.operator.kube.ActiveTime;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** When a job holds pods: a Job forgets its start time when it is suspended, so its periods are added up in an {@link ActiveTime}. */
final class HeldPods {
    private HeldPods() {}

    /**
     * What follows when {@code job} and its pods are seen. A stop that nobody saw, since no operator ran, does not count: no job is ended too
     * early.
     */
    static ActiveTime seeing(ActiveTime former, Job job, List<Pod> pods, Instant now) {
        var phase = JobPhase.of(job);
        var holding = new ActiveTime(former.before(), begin(former.since(), job, phase, pods));
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
    private static Optional<Instant> begin(Optional<Instant> since, Job job, JobPhase phase, List<Pod> pods) {
        var allowed = JobPhase.startTime(job);
        if (allowed.isEmpty()) {
            return since;
        }
        return since.filter(begin -> !begin.isBefore(allowed.get()))
                .or(() -> PodTimes.firstHold(pods, allowed.get()))
                .or(() -> phase == JobPhase.RUNNING ? allowed : Optional.empty());
    }
}

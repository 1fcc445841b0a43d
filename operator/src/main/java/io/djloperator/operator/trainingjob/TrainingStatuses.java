package io.djloperator.operator.trainingjob;

import io.djloperator.api.v1alpha1.Condition;
import io.djloperator.api.v1alpha1.TrainingJob;
import io.djloperator.api.v1alpha1.TrainingJobStatus;
import io.djloperator.operator.kube.Conditions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The status of a TrainingJob, from what became of it. */
final class TrainingStatuses {
    static final String SUCCEEDED = "Succeeded";
    static final String SUSPENDED = "Suspended";

    private TrainingStatuses() {}

    /** Whether the job has ended. Finished work never runs again, whatever was deleted since. */
    static boolean isTerminal(TrainingJob job) {
        return succeeded(job).filter(c -> !c.status().equals("Unknown")).isPresent();
    }

    /** Whether a pod was seen training. */
    static boolean isRunning(TrainingJob job) {
        return succeeded(job)
                .filter(c -> c.reason().equals(TrainingState.RUNNING.reason()))
                .isPresent();
    }

    /** The condition that tells the job's state; absent before the first status. */
    static Optional<Condition> succeeded(TrainingJob job) {
        return Conditions.find(former(job), SUCCEEDED);
    }

    static TrainingJobStatus of(TrainingJob job, TrainingOutcome outcome, Instant now) {
        var state = outcome.state();
        var suspended = state == TrainingState.SUSPENDED;
        var conditions = Conditions.after(former(job), job.getMetadata().getGeneration(), now)
                .with(SUCCEEDED, state.succeeded(), state.reason(), outcome.message())
                .with(
                        SUSPENDED,
                        suspended ? "True" : "False",
                        suspended ? "SuspendedByUser" : "NotSuspended",
                        suspended ? "spec.suspend is true" : "the job is not suspended")
                .onlyIf(state == TrainingState.BLOCKED, Conditions.RECONCILING, state.reason(), outcome.message())
                .onlyIf(state.isFailure(), Conditions.STALLED, state.reason(), outcome.message())
                .list();
        return new TrainingJobStatus(
                job.getMetadata().getGeneration(),
                conditions,
                outcome.startTime().orElse(null),
                outcome.completionTime().orElse(null),
                null,
                null,
                null,
                null,
                null,
                null,
                outcome.metrics(),
                outcome.gates(),
                outcome.model().orElse(null));
    }

    /** A finished job's status, which only takes note of a newer spec. */
    static TrainingJobStatus keep(TrainingJob job) {
        var status = job.getStatus();
        return new TrainingJobStatus(
                job.getMetadata().getGeneration(),
                status.conditions(),
                status.startTime(),
                status.completionTime(),
                status.attempt(),
                status.failures(),
                status.pod(),
                status.activeSeconds(),
                status.activeSince(),
                status.progress(),
                status.metrics(),
                status.gates(),
                status.model());
    }

    private static List<Condition> former(TrainingJob job) {
        return job.getStatus() == null ? List.of() : job.getStatus().conditions();
    }
}

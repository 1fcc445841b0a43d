package io.djloperator.operator.trainingjob;

import io.djloperator.api.v1alpha1.Condition;
import io.djloperator.api.v1alpha1.TrainingJob;
import io.djloperator.api.v1alpha1.TrainingJobStatus;
import io.djloperator.api.v1alpha1.TrainingJobStatus.MetricValue;
import io.djloperator.api.v1alpha1.TrainingJobStatus.Progress;
import io.djloperator.operator.kube.Conditions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The status of a TrainingJob, from what became of it. */
final class TrainingStatuses {
    static final String SUCCEEDED = "Succeeded";
    static final String SUSPENDED = "Suspended";

    private static final Map<TrainingState, String> SUSPENDED_BY =
            Map.of(TrainingState.SUSPENDED, "SuspendedByUser", TrainingState.QUEUED, "Queued");

    private TrainingStatuses() {}

    /** Whether the job has ended. Finished work never runs again, whatever was deleted since. */
    static boolean isTerminal(TrainingJob job) {
        return succeeded(job).filter(c -> !c.status().equals("Unknown")).isPresent();
    }

    /** What has been decided against a job whose pods are not gone yet. */
    static Optional<TrainingOutcome> decided(TrainingJob job) {
        return succeeded(job)
                .filter(c -> c.status().equals("Unknown"))
                .flatMap(c -> TrainingState.of(c.reason())
                        .filter(TrainingState::isDecided)
                        .map(state -> TrainingOutcome.of(state, c.message())));
    }

    /** Since when, and why, the API server lets no child be made; not where it is the profile that is missing. */
    static Optional<Condition> refused(TrainingJob job) {
        return Conditions.find(former(job), Conditions.RECONCILING)
                .filter(c -> !c.reason().equals(TrainingState.BLOCKED.reason()));
    }

    /** The condition that tells the job's state; absent before the first status. */
    static Optional<Condition> succeeded(TrainingJob job) {
        return Conditions.find(former(job), SUCCEEDED);
    }

    static TrainingJobStatus of(TrainingJob job, TrainingOutcome outcome, RunRecord record, Instant now) {
        var state = outcome.state();
        var attempts = record.attempts();
        var conditions = Conditions.after(former(job), job.getMetadata().getGeneration(), now)
                .with(SUCCEEDED, outcome.isEnding() ? "Unknown" : state.succeeded(), state.reason(), outcome.message())
                .with(
                        SUSPENDED,
                        isSuspended(state) ? "True" : "False",
                        isSuspended(state) ? SUSPENDED_BY.get(state) : "NotSuspended",
                        isSuspended(state) ? outcome.message() : "the job is not suspended")
                .onlyIf(
                        state == TrainingState.BLOCKED,
                        Conditions.RECONCILING,
                        outcome.trouble().orElse(state.reason()),
                        outcome.message())
                .onlyIf(state.isTrouble() && !outcome.isEnding(), Conditions.STALLED, state.reason(), outcome.message())
                .list();
        return new TrainingJobStatus(
                job.getMetadata().getGeneration(),
                conditions,
                text(record.startTime()),
                text(outcome.completionTime()),
                attempts.number() == 0 ? null : attempts.number(),
                attempts.number() == 0 ? null : attempts.failures(),
                attempts.pod().orElse(null),
                record.active().before().isZero()
                        ? null
                        : record.active().before().toSeconds(),
                text(record.active().since()),
                done(job, state),
                outcome.metrics(),
                outcome.gates(),
                outcome.model().orElse(null),
                Judgement.of(job).best().orElse(null),
                former(job, TrainingJobStatus::search));
    }

    private static boolean isSuspended(TrainingState state) {
        return SUSPENDED_BY.containsKey(state);
    }

    private static String text(Optional<Instant> time) {
        return time.map(t -> t.truncatedTo(ChronoUnit.SECONDS).toString()).orElse(null);
    }

    /** A finished job's status, which only takes note of a newer spec. */
    static TrainingJobStatus keep(TrainingJob job) {
        var status = job.getStatus();
        return with(status, job.getMetadata().getGeneration(), status.progress(), status.metrics());
    }

    /**
     * The part of the stored status that {@code next} answers for: progress and metrics are written by those who take the pods' reports until
     * the job has ended.
     */
    static TrainingJobStatus own(TrainingJob job, TrainingJobStatus next) {
        var status = job.getStatus();
        return status == null
                ? null
                : with(
                        status,
                        status.observedGeneration(),
                        next.progress() == null ? null : status.progress(),
                        next.metrics().isEmpty() ? List.<MetricValue>of() : status.metrics());
    }

    /**
     * What reports may still say beside {@code next}, where they have said more: a step that was overtaken by the end belongs to their writer, and would
     * stay. Empty where there is none.
     */
    static Optional<TrainingJobStatus> reportedBeside(TrainingJob job, TrainingJobStatus next) {
        var last = former(job, TrainingJobStatus::progress);
        if (last == null
                || last.step() == null
                || next.progress() == null
                || next.progress().step() != null) {
            return Optional.empty();
        }
        return Optional.of(new TrainingJobStatus(
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                new Progress(
                        last.epoch(),
                        last.epochs(),
                        null,
                        last.percent(),
                        last.remainingSeconds(),
                        last.checkpointStep(),
                        last.resumedStep(),
                        last.time()),
                job.getStatus().metrics(),
                null,
                null));
    }

    /** The last report of a training that went through may have been overtaken by its end. */
    private static Progress done(TrainingJob job, TrainingState state) {
        var last = job.getStatus() == null ? null : job.getStatus().progress();
        return last == null || state != TrainingState.COMPLETED && state != TrainingState.GATE_FAILED
                ? null
                : new Progress(
                        last.epochs() == null ? last.epoch() : last.epochs(),
                        last.epochs(),
                        Integer.valueOf(100).equals(last.percent()) ? last.step() : null,
                        100,
                        0L,
                        last.checkpointStep(),
                        last.resumedStep(),
                        last.time());
    }

    private static TrainingJobStatus with(
            TrainingJobStatus status, Long generation, Progress progress, List<MetricValue> metrics) {
        return new TrainingJobStatus(
                generation,
                status.conditions(),
                status.startTime(),
                status.completionTime(),
                status.attempt(),
                status.failures(),
                status.pod(),
                status.activeSeconds(),
                status.activeSince(),
                progress,
                metrics,
                status.gates(),
                status.model(),
                status.best(),
                status.search());
    }

    private static <T> T former(TrainingJob job, Function<TrainingJobStatus, T> field) {
        return job.getStatus() == null ? null : field.apply(job.getStatus());
    }

    private static List<Condition> former(TrainingJob job) {
        return job.getStatus() == null ? List.of() : job.getStatus().conditions();
    }
}

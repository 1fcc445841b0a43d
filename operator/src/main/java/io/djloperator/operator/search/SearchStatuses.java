package io.djloperator.operator.search;

import io.djloperator.api.v1alpha1.Condition;
import io.djloperator.api.v1alpha1.Search;
import io.djloperator.api.v1alpha1.SearchStatus;
import io.djloperator.api.v1alpha1.SearchStatus.Best;
import io.djloperator.api.v1alpha1.SearchStatus.Plan;
import io.djloperator.api.v1alpha1.TrainingJob;
import io.djloperator.api.v1alpha1.TrainingJobStatus;
import io.djloperator.api.v1alpha1.TrainingJobStatus.MetricValue;
import io.djloperator.api.v1alpha1.TrainingJobStatus.Progress;
import io.djloperator.operator.kube.ActiveTime;
import io.djloperator.operator.kube.Conditions;
import io.djloperator.operator.kube.Refusal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The status of a search. */
final class SearchStatuses {
    static final String SUCCEEDED = "Succeeded";

    private SearchStatuses() {}

    /** The condition that tells the search's state; absent before the first status. */
    static Optional<Condition> succeeded(TrainingJob job) {
        return Conditions.find(former(job), SUCCEEDED);
    }

    private static List<Condition> former(TrainingJob job) {
        return job.getStatus() == null ? List.of() : job.getStatus().conditions();
    }

    /** Of a search that cannot be run. */
    static TrainingJobStatus invalid(TrainingJob job, String message, Instant now) {
        return kept(job, new SearchOutcome(SearchState.INVALID_SPEC, message), ActiveTime.NONE, now);
    }

    /** Of a search that waits for something that is no trial. */
    static TrainingJobStatus blocked(TrainingJob job, String message, Instant now) {
        return kept(job, new SearchOutcome(SearchState.BLOCKED, message), ActiveTime.of(job.getStatus()), now);
    }

    /** With what was found so far: the best trial's object may be gone, and then nobody else knows its model. */
    private static TrainingJobStatus kept(TrainingJob job, SearchOutcome outcome, ActiveTime time, Instant now) {
        var former = Optional.ofNullable(job.getStatus());
        return base(job, outcome, now)
                .with(former, time, former.map(TrainingJobStatus::search).orElse(null), now);
    }

    static TrainingJobStatus of(
            TrainingJob job,
            SearchPlan plan,
            SearchObservation observed,
            Plan planned,
            Optional<Refusal> refusal,
            Instant now) {
        var search = job.getSpec().search();
        var ledger = plan.ledger();
        var best = new BestTrials(search, ledger);
        var outcome = refusal.map(why -> new SearchOutcome(SearchState.BLOCKED, why.message()))
                .orElse(plan.outcome());
        var status = new SearchStatus(
                ledger.ended() + "/" + search.maxTrials(),
                ledger.trials().size(),
                (int) ledger.active().count(),
                ledger.count(EntryState.COMPLETED) + ledger.count(EntryState.GATE_FAILED),
                ledger.count(EntryState.FAILED),
                ledger.count(EntryState.STOPPED),
                best.best().map(SearchStatuses::best).orElse(null),
                best.pareto().stream().map(SearchStatuses::best).toList(),
                observed.importance(),
                Spending.hours(Spending.accelerators(ledger, observed.trials(), now)),
                planned);
        return base(job, outcome, now)
                .with(
                        best.best().map(Entry::trial).flatMap(trial -> model(job, observed, trial)),
                        plan.time(),
                        status,
                        now);
    }

    private static Best best(Entry entry) {
        return new Best(entry.trial(), entry.values(), entry.parameters());
    }

    /** What the best trial's own status says; where its object is gone, what was said before of the same trial. */
    private static Optional<TrainingJobStatus> model(TrainingJob job, SearchObservation observed, int trial) {
        return Optional.ofNullable(observed.trials().get(trial))
                .map(TrainingJob::getStatus)
                .or(() -> Optional.ofNullable(job.getStatus())
                        .filter(status -> status.search() != null
                                && status.search().best() != null
                                && status.search().best().trial() == trial));
    }

    private static Draft base(TrainingJob job, SearchOutcome outcome, Instant now) {
        boolean isSuspended = outcome.state() == SearchState.SUSPENDED;
        boolean isBlocked = outcome.state() == SearchState.BLOCKED;
        var state = outcome.state();
        return new Draft(
                job,
                outcome,
                Conditions.after(former(job), job.getMetadata().getGeneration(), now)
                        .with(SUCCEEDED, state.succeeded(), state.reason(), outcome.message())
                        .with(
                                "Suspended",
                                isSuspended ? "True" : "False",
                                isSuspended ? "SuspendedByUser" : "NotSuspended",
                                isSuspended ? outcome.message() : "the search is not suspended")
                        .onlyIf(isBlocked, Conditions.RECONCILING, state.reason(), outcome.message())
                        .onlyIf(state.isFailure(), Conditions.STALLED, state.reason(), outcome.message()));
    }

    private record Draft(TrainingJob job, SearchOutcome outcome, Conditions conditions) {
        TrainingJobStatus with(Optional<TrainingJobStatus> best, ActiveTime time, SearchStatus search, Instant now) {
            var former = job.getStatus();
            var start = former != null && former.startTime() != null
                    ? former.startTime()
                    : time.since().map(SearchStatuses::text).orElse(null);
            return new TrainingJobStatus(
                    job.getMetadata().getGeneration(),
                    conditions.list(),
                    start,
                    outcome.state().isFinal() ? completion(former, now) : null,
                    null,
                    null,
                    null,
                    time.before().isZero() ? null : time.before().toSeconds(),
                    time.since().map(SearchStatuses::text).orElse(null),
                    progress(job.getSpec().search(), search, outcome.state().isFinal()),
                    best.map(found -> objectivesFirst(job.getSpec().search(), found.metrics()))
                            .orElse(List.of()),
                    best.map(TrainingJobStatus::gates).orElse(List.of()),
                    best.map(TrainingJobStatus::model).orElse(null),
                    null,
                    search);
        }
    }

    /** The first is the one that `kubectl get` prints. */
    private static List<MetricValue> objectivesFirst(Search search, List<MetricValue> metrics) {
        var objectives =
                search.objectives().stream().map(Search.Objective::metric).toList();
        return metrics.stream()
                .sorted(Comparator.comparingInt(metric -> objectives.contains(metric.name()) && metric.by() == null
                        ? objectives.indexOf(metric.name())
                        : objectives.size()))
                .toList();
    }

    private static String completion(TrainingJobStatus former, Instant now) {
        return former != null && former.completionTime() != null ? former.completionTime() : text(now);
    }

    private static Progress progress(Search search, SearchStatus status, boolean isOver) {
        if (status == null) {
            return null;
        }
        int ended = status.succeeded() + status.failed() + status.stopped();
        int percent = isOver ? 100 : Math.min(100, 100 * ended / search.maxTrials());
        return new Progress(null, null, null, percent, null, null, null, null);
    }

    private static String text(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}

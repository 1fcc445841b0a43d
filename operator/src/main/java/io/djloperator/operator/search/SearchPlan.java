package io.djloperator.operator.search;

import io.djloperator.api.v1alpha1.Search;
import io.djloperator.api.v1alpha1.TrainingJob;
import io.djloperator.operator.kube.Action;
import io.djloperator.operator.kube.ActiveTime;
import io.djloperator.operator.profile.Resolution;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What to do next for one search. Pure: spec, observation and clock in; ledger, actions and outcome out.
 *
 * @param ledger to be stored before the actions are carried out: what it names as active is created by whoever comes next, so a trial is neither lost nor made twice
 * @param outcome the search's state if the actions go through
 * @param time how long the search has gone on
 * @param wakeUpAfter when a budget is used up, or something should be looked at again
 */
record SearchPlan(
        Ledger ledger, List<Action> actions, SearchOutcome outcome, ActiveTime time, Optional<Duration> wakeUpAfter) {
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(30);

    static SearchPlan of(
            TrainingJob job,
            SearchObservation observed,
            SearchSetup setup,
            Function<TrainingJob, Resolution> profiles,
            Instant now) {
        var search = job.getSpec().search();
        var seen = TrialsSeen.of(job, setup, observed);
        var time = ActiveTime.of(job.getStatus());
        var spent = Spending.accelerators(seen, observed.trials(), now);
        var end = SearchEnd.of(search, seen, time.total(now), spent, false);
        if (end.isPresent()) {
            return ending(job, observed, seen, end.get(), time, now);
        }
        if (job.getSpec().suspend()) {
            return suspended(job, observed, seen, time, now);
        }
        var trials = new ActiveTrials(job, seen, observed.trials());
        var growth = Growth.of(job, setup, seen, trials.room(search.parallelism()), profiles);
        var after = SearchEnd.of(search, growth.ledger(), time.total(now), spent, growth.isExhausted());
        if (after.isPresent()) {
            return ending(job, observed, growth.ledger(), after.get(), time, now);
        }
        var actions = new ArrayList<Action>();
        actions.addAll(StoppedTrials.actions(job, setup, growth.ledger(), observed.trials()));
        actions.addAll(trials.keepTo(search.parallelism()));
        actions.addAll(new ActiveTrials(job, growth.ledger(), observed.trials()).missing(search.parallelism()));
        actions.addAll(OldTrials.actions(job, growth.ledger(), observed.trials()));
        var going = growth.ledger().trials().isEmpty() ? time : time.going(now);
        return new SearchPlan(
                growth.ledger(),
                actions,
                growth.blocked()
                        .map(why -> new SearchOutcome(SearchState.BLOCKED, why))
                        .orElseGet(() -> running(search, growth.ledger())),
                going,
                earliest(
                        growth.blocked().map(why -> LOOK_AGAIN),
                        budget(search, going, spent, Spending.held(seen, observed.trials()), now)));
    }

    /** No trial is given out any more; those that run are stopped, and the search is over when none is left. */
    private static SearchPlan ending(
            TrainingJob job, SearchObservation observed, Ledger ledger, SearchEnd end, ActiveTime time, Instant now) {
        var search = job.getSpec().search();
        var rest = StoppedTrials.withoutThoseNotBegun(ledger, observed.trials().keySet());
        if (rest.active().findAny().isPresent()) {
            var left = rest.active().map(Entry::trial).toList();
            return new SearchPlan(
                    rest,
                    StoppedTrials.all(job, rest, observed.trials(), end.message()),
                    new SearchOutcome(
                            SearchState.RUNNING, "%s; waits for trials %s to stop".formatted(end.message(), left)),
                    time,
                    Optional.empty());
        }
        return new SearchPlan(
                rest,
                OldTrials.actions(job, rest, observed.trials()),
                new SearchOutcome(state(search, rest, end), said(search, rest, end)),
                time.stopped(now),
                Optional.empty());
    }

    private static SearchState state(Search search, Ledger ledger, SearchEnd end) {
        if (end.isTooManyFailed()) {
            return SearchState.TOO_MANY_FAILED_TRIALS;
        }
        return new BestTrials(search, ledger)
                .best()
                .map(best -> best.state() == EntryState.COMPLETED ? SearchState.COMPLETED : SearchState.GATE_FAILED)
                .orElse(SearchState.NO_TRIAL_SUCCEEDED);
    }

    private static String said(Search search, Ledger ledger, SearchEnd end) {
        return switch (state(search, ledger, end)) {
            case COMPLETED -> end.message() + best(search, ledger);
            case GATE_FAILED -> end.message() + ", and none has passed its gates" + best(search, ledger);
            case NO_TRIAL_SUCCEEDED ->
                ledger.count(EntryState.FAILED) == 0
                        ? end.message() + ", and none ran to its end"
                        : end.message() + ", and none has a value; the last failure: " + SearchEnd.lastFailure(ledger);
            default -> end.message();
        };
    }

    private static String best(Search search, Ledger ledger) {
        return new BestTrials(search, ledger)
                .best()
                .map(best -> "; the best is trial %d with %s = %s"
                        .formatted(
                                best.trial(),
                                search.objectives().get(0).metric(),
                                best.values().get(0)))
                .orElse("");
    }

    private static SearchPlan suspended(
            TrainingJob job, SearchObservation observed, Ledger ledger, ActiveTime time, Instant now) {
        var actions = new ArrayList<Action>();
        var trials = new ActiveTrials(job, ledger, observed.trials());
        actions.addAll(trials.keepTo(0));
        actions.addAll(OldTrials.actions(job, ledger, observed.trials()));
        return new SearchPlan(
                ledger,
                actions,
                new SearchOutcome(
                        SearchState.SUSPENDED,
                        "suspended: %d of %d trials have ended; set spec.suspend to false to go on"
                                .formatted(
                                        ledger.ended(), job.getSpec().search().maxTrials())),
                time.stopped(now),
                Optional.empty());
    }

    private static SearchOutcome running(Search search, Ledger ledger) {
        return new SearchOutcome(
                SearchState.RUNNING,
                "%d of %d trials have ended%s".formatted(ledger.ended(), search.maxTrials(), best(search, ledger)));
    }

    /** When a budget will be used up if nothing changes. */
    private static Optional<Duration> budget(Search search, ActiveTime time, Duration spent, int held, Instant now) {
        var budget = search.budget();
        if (budget == null) {
            return Optional.empty();
        }
        var seconds = Optional.ofNullable(budget.seconds())
                .filter(limit -> time.since().isPresent())
                .map(limit -> Duration.ofSeconds(limit).minus(time.total(now)));
        var hours = Optional.ofNullable(budget.acceleratorHours())
                .filter(limit -> held > 0)
                .map(limit -> SearchEnd.hours(limit).minus(spent).dividedBy(held));
        return earliest(seconds, hours)
                .map(left -> left.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : left);
    }

    private static Optional<Duration> earliest(Optional<Duration> first, Optional<Duration> second) {
        return Stream.of(first, second).flatMap(Optional::stream).min(Duration::compareTo);
    }
}

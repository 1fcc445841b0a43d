package io.djloperator.operator.search;

import io.djloperator.api.v1alpha1.TrainingJob;
import io.djloperator.operator.kube.Action;
import io.djloperator.operator.kube.StopRequest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Stops trials: those that the rule finds too bad, or all. */
final class StoppedTrials {
    /** A stopped trial's checkpoint is kept where it is as good as this many others. */
    private static final int KEPT_CHECKPOINTS = 3;

    private static final String NOT_BEGUN = "the search ended before it began";

    private StoppedTrials() {}

    static List<Action> actions(TrainingJob job, SearchSetup setup, Ledger ledger, Map<Integer, TrainingJob> trials) {
        return setup.rule()
                .map(rule -> rule.stopped(ledger).entrySet().stream()
                        .flatMap(stop -> stop(job, ledger, trials, stop.getKey(), stop.getValue()))
                        .toList())
                .orElse(List.of());
    }

    /** The search ends, so what the ledger has given out and nobody has created never will be. */
    static Ledger withoutThoseNotBegun(Ledger ledger, Set<Integer> objects) {
        var rest = ledger;
        for (var entry : ledger.active().toList()) {
            if (!objects.contains(entry.trial())) {
                rest = rest.replacing(entry.ended(EntryState.STOPPED, List.of(), null, null, NOT_BEGUN));
            }
        }
        return rest;
    }

    static List<Action> all(TrainingJob job, Ledger ledger, Map<Integer, TrainingJob> trials, String why) {
        return ledger.active()
                .flatMap(entry -> stop(job, ledger, trials, entry.trial(), "the search ends: " + why))
                .toList();
    }

    private static Stream<Action> stop(
            TrainingJob job, Ledger ledger, Map<Integer, TrainingJob> trials, int number, String why) {
        var trial = trials.get(number);
        return trial == null || StopRequest.of(trial).isPresent()
                ? Stream.empty()
                : Stream.of(new Action.Stop(trial, new StopRequest(why, isAmongTheBest(job, ledger, number))));
    }

    /** By the newest value that the rule has read of it; where it reads none, nobody knows, and nothing is thrown away. */
    private static boolean isAmongTheBest(TrainingJob job, Ledger ledger, int number) {
        var goal = job.getSpec().search().objectives().get(0).goal();
        var latest = ledger.trials().get(number - 1).rungs().values().stream().reduce((first, second) -> second);
        if (latest.isEmpty()) {
            return true;
        }
        double loss = goal.loss(Double.parseDouble(latest.get()));
        long better = ledger.trials().stream()
                .filter(entry -> entry.trial() != number && !entry.values().isEmpty())
                .filter(entry -> goal.loss(Double.parseDouble(entry.values().get(0))) < loss)
                .count();
        return better < KEPT_CHECKPOINTS;
    }
}

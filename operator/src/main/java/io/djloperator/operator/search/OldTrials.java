package io.djloperator.operator.search;

import io.djloperator.api.v1alpha1.Search;
import io.djloperator.api.v1alpha1.TrainingJob;
import io.djloperator.operator.kube.Action;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Deletes objects of ended trials that are more than {@code keepTrials}: the best ones stay, and the newest. */
final class OldTrials {
    private OldTrials() {}

    /** With several objectives the whole set that none beats, as far as there is room; with one, half of the room. */
    private static Stream<Entry> best(Search search, Ledger ledger) {
        var best = new BestTrials(search, ledger);
        return search.objectives().size() > 1
                ? best.pareto().stream()
                : best.ranked().stream().limit((search.keepTrials() + 1) / 2);
    }

    /** @param ledger is written before anything is deleted */
    static List<Action> actions(TrainingJob job, Ledger ledger, Map<Integer, TrainingJob> trials) {
        var search = job.getSpec().search();
        var ended = ledger.trials().stream()
                .filter(entry -> entry.hasEnded() && trials.containsKey(entry.trial()))
                .toList();
        if (ended.size() <= search.keepTrials()) {
            return List.of();
        }
        var best = best(search, ledger);
        var newest = ended.stream()
                .sorted(Comparator.comparing((Entry entry) -> entry.ended()).reversed());
        var kept = new HashSet<Integer>();
        Stream.concat(best, newest)
                .map(Entry::trial)
                .filter(trials::containsKey)
                .forEach(trial -> {
                    if (kept.size() < search.keepTrials()) {
                        kept.add(trial);
                    }
                });
        return ended.stream()
                .map(Entry::trial)
                .filter(trial -> !kept.contains(trial))
                .map(trials::get)
                .filter(trial -> trial.getMetadata().getDeletionTimestamp() == null)
                .<Action>map(Action.Delete::new)
                .toList();
    }
}

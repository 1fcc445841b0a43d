package io.djloperator.operator.search;

import io.djloperator.api.v1alpha1.Search;
import io.djloperator.search.sampler.ParetoSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Which trials are the best. */
final class BestTrials {
    private static final int MOST_IN_STATUS = 50;

    private final Search search;
    private final List<Entry> candidates;

    /** Trials that ran to their end; where one of them passes its gates, only those that do. */
    BestTrials(Search search, Ledger ledger) {
        this.search = search;
        var passed = with(ledger, EntryState.COMPLETED);
        candidates = passed.isEmpty() ? with(ledger, EntryState.GATE_FAILED) : passed;
    }

    private static List<Entry> with(Ledger ledger, EntryState state) {
        return ledger.trials().stream().filter(entry -> entry.state() == state).toList();
    }

    /** The best by the first objective; of equal ones the first. */
    Optional<Entry> best() {
        return ranked().stream().findFirst();
    }

    /** All candidates, the best first. */
    List<Entry> ranked() {
        return candidates.stream()
                .sorted(Comparator.<Entry>comparingDouble(entry -> loss(entry)).thenComparing(Entry::trial))
                .toList();
    }

    private double loss(Entry entry) {
        return SearchHistory.losses(search, entry).get(0);
    }

    /** With several objectives: those of which none is better in all, by the first objective. */
    List<Entry> pareto() {
        if (search.objectives().size() == 1) {
            return List.of();
        }
        var ranked = ranked();
        var losses = ranked.stream()
                .map(entry -> SearchHistory.losses(search, entry).stream()
                        .mapToDouble(Double::doubleValue)
                        .toArray())
                .toArray(double[][]::new);
        return IntStream.of(ParetoSet.of(losses))
                .sorted()
                .mapToObj(ranked::get)
                .limit(MOST_IN_STATUS)
                .toList();
    }
}

package io.djloperator.search.stopping;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.LongStream;

/** Searches over recorded curves, in {@value #SEEDS} orders of the configurations. */
final class RecordedSearches {
    static final int SEEDS = 20;

    /**
     * What they came to.
     *
     * @param good how many found a configuration whose final value is within 1 % of the best recorded one
     * @param share of the epochs that all trials would take, in the mean
     * @param greatestShare the same, of the search that took the most
     */
    record Summary(int good, double share, double greatestShare) {}

    private RecordedSearches() {}

    static Summary of(List<RecordedCurve> recorded, StoppingRule rule, double shareSeen) {
        return of(recorded, rule, seed -> rule::judge, shareSeen);
    }

    /** Stops nobody. */
    static Summary withoutStops(List<RecordedCurve> recorded, StoppingRule memory) {
        return of(recorded, memory, seed -> curves -> List.of(), 1);
    }

    /** Stops trials of the same rungs with a fixed probability, whatever their values are. */
    static Summary withRandomStops(List<RecordedCurve> recorded, StoppingRule memory, double probability) {
        return of(recorded, memory, seed -> randomStops(new Random(seed), probability), 1);
    }

    private static Function<List<Curve>, List<Stop>> randomStops(Random random, double probability) {
        var judged = new HashSet<List<Integer>>();
        return curves -> curves.stream()
                .filter(Curve::isActive)
                .filter(curve -> !curve.rungs().values().isEmpty())
                .filter(curve ->
                        judged.add(List.of(curve.trial(), curve.rungs().values().lastKey())))
                .filter(curve -> random.nextDouble() < probability)
                .map(curve -> new Stop(curve.trial(), 0, 0, 0, 0))
                .toList();
    }

    private static Summary of(
            List<RecordedCurve> recorded,
            StoppingRule memory,
            Function<Long, Function<List<Curve>, List<Stop>>> rule,
            double shareSeen) {
        double all = recorded.stream().mapToInt(curve -> curve.values().size()).sum();
        double best = recorded.stream()
                .filter(RecordedCurve::isComplete)
                .mapToDouble(RecordedCurve::last)
                .min()
                .orElseThrow();
        var outcomes = LongStream.range(0, SEEDS)
                .mapToObj(seed -> new SimulatedSearch(recorded, memory, rule.apply(seed), shareSeen, seed).run())
                .toList();
        var shares = outcomes.stream().mapToDouble(outcome -> outcome.epochs() / all);
        return new Summary(
                (int) outcomes.stream()
                        .filter(outcome -> outcome.best() <= best + 0.01 * Math.abs(best))
                        .count(),
                shares.average().orElseThrow(),
                outcomes.stream()
                        .mapToDouble(outcome -> outcome.epochs() / all)
                        .max()
                        .orElseThrow());
    }
}

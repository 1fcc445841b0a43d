package io.djloperator.search.sampler;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;

/**
 * Trials that speak for the place where they are, and trials that speak against it.
 *
 * <p>Good is the best share of those that have values, all others are bad: also those that have failed, as in BOHB (Falkner et al., 2018), and those under way, since whatever they bring,
 * another trial at the same place would bring less (the "constant liar" of Ginsbourger et al., <i>Kriging is well-suited to parallelize optimization</i>, 2010).
 *
 * @param good best first
 * @param bad in the order in which they ended, those under way last
 */
record TrialSplit(List<Trial> good, List<Trial> bad) {
    // Watanabe, Tree-Structured Parzen Estimator: Understanding Its Algorithm Components and Their Roles for Better
    // Empirical Performance, 2023, section 5.
    private static final double GOOD_SHARE = 0.15;
    // Bergstra, Yamins and Cox, Making a Science of Model Search, ICML 2013, and Optuna.
    private static final int MOST_GOOD = 25;

    static TrialSplit of(History history) {
        var results = history.results();
        var good = best(results, Math.min(MOST_GOOD, (int) Math.ceil(GOOD_SHARE * results.size())));
        var isGood = new HashSet<>(good);
        var bad = inOrder(history).filter(trial -> !isGood.contains(trial)).toList();
        return new TrialSplit(good, bad);
    }

    // A stopped trial's value is that of a shorter training, so it comes after all that ran to their end, and the
    // further it came the better.
    private static List<Trial> best(List<Trial> results, int count) {
        var completed = results.stream().filter(trial -> !isStopped(trial)).toList();
        var stopped = results.stream()
                .filter(TrialSplit::isStopped)
                .sorted(Comparator.comparingInt(Trial::epochs).reversed().thenComparingDouble(Trial::value));
        return Stream.concat(bestCompleted(completed, count), stopped)
                .limit(count)
                .toList();
    }

    private static Stream<Trial> bestCompleted(List<Trial> completed, int count) {
        if (completed.isEmpty() || completed.get(0).values().size() == 1) {
            return completed.stream().sorted(Comparator.comparingDouble(Trial::value));
        }
        return ParetoRanking.best(vectors(completed), count).mapToObj(completed::get);
    }

    static double[][] vectors(List<Trial> trials) {
        return trials.stream()
                .map(trial ->
                        trial.values().stream().mapToDouble(value -> value).toArray())
                .toArray(double[][]::new);
    }

    private static boolean isStopped(Trial trial) {
        return trial.state() == Trial.State.STOPPED;
    }

    private static Stream<Trial> inOrder(History history) {
        var own = history.trials().stream().sorted(Comparator.comparingInt(TrialSplit::ended));
        return Stream.concat(history.earlier().stream(), own);
    }

    private static int ended(Trial trial) {
        return trial.state() == Trial.State.ACTIVE ? Integer.MAX_VALUE : trial.ended();
    }
}

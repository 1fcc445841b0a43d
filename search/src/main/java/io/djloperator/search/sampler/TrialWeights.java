package io.djloperator.search.sampler;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** How much each trial says of where it is; on average about 1. */
final class TrialWeights {
    private static final int FULL = 25;

    private TrialWeights() {}

    /**
     * Of bad trials: the last 25 count in full, and those before the less the older they are, down to 1/n, since the search has since moved on (Bergstra, Yamins and Cox, <i>Making a Science
     * of Model Search</i>, ICML 2013).
     */
    static double[] fading(int trials) {
        int older = trials - FULL;
        return IntStream.range(0, trials)
                .mapToDouble(i -> i >= older ? 1 : 1.0 / trials + (1 - 1.0 / trials) * i / older)
                .toArray();
    }

    /**
     * Of good trials. With one objective by how much each is better than the best of the bad, which makes the ratio of both densities proportional to the expected improvement (Watanabe, 2023,
     * section 3.4; named after TrialSplit's share); with several by what each adds to the hypervolume of all (Ozaki et al., 2020, section 4.3). All the same where a trial was stopped early, whose
     * value is not of the same kind.
     */
    static double[] good(TrialSplit split) {
        var raw = split.good().stream().allMatch(TrialWeights::isCompleted) ? merits(split) : new double[0];
        double sum = Arrays.stream(raw).sum();
        var weights = new double[split.good().size()];
        Arrays.setAll(weights, i -> sum > 0 && Double.isFinite(sum) ? raw[i] * weights.length / sum : 1);
        return weights;
    }

    private static double[] merits(TrialSplit split) {
        var good = TrialSplit.vectors(split.good());
        if (good.length > 0 && good[0].length > 1) {
            return ParetoRanking.contributions(good);
        }
        double threshold = threshold(split.bad());
        return Arrays.stream(good).mapToDouble(value -> threshold - value[0]).toArray();
    }

    private static double threshold(List<Trial> bad) {
        return bad.stream()
                .filter(TrialWeights::isCompleted)
                .mapToDouble(Trial::value)
                .min()
                .orElse(Double.POSITIVE_INFINITY);
    }

    private static boolean isCompleted(Trial trial) {
        return trial.state() == Trial.State.COMPLETED;
    }
}

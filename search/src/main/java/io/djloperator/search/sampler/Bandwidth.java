package io.djloperator.search.sampler;

import java.util.Arrays;

/**
 * How wide the kernels of one parameter are.
 *
 * <p>Scott's rule for several dimensions (Scott, <i>Multivariate Density Estimation</i>, 1992; for TPE Falkner et al., <i>BOHB</i>, ICML 2018): the deviation of what was seen, times
 * n^(-1/(d + 4)). It narrows where the good trials agree and stays wide where a parameter does not matter. Not narrower than 1/(n + 2) of the range (or a hundredth, if that is more), the "magic
 * clip" of Bergstra et al., <i>Algorithms for Hyper-Parameter Optimization</i>, NeurIPS 2011: a few trials that happen to lie close together must not end the search for others.
 */
final class Bandwidth {
    private static final double MOST_DIVISIONS = 100;

    private Bandwidth() {}

    /**
     * @param centres coordinates from 0 to 1; NaN is left out
     * @param dimensions of the whole space
     * @return a deviation, greater than 0 and at most 1
     */
    static double of(double[] centres, int dimensions) {
        double[] seen =
                Arrays.stream(centres).filter(centre -> !Double.isNaN(centre)).toArray();
        double least = 1 / Math.min(MOST_DIVISIONS, seen.length + 2);
        return seen.length < 2
                ? least
                : Math.max(least, deviation(seen) * Math.pow(seen.length, -1.0 / (dimensions + 4)));
    }

    private static double deviation(double[] seen) {
        double mean = Arrays.stream(seen).sum() / seen.length;
        double squares = Arrays.stream(seen).map(x -> (x - mean) * (x - mean)).sum();
        return Math.sqrt(squares / (seen.length - 1));
    }
}

package io.djloperator.search.sampler.gp;

import java.util.Arrays;

/**
 * What a process is made with, all greater than 0.
 *
 * @param lengths one length scale for each free parameter, in units of its range
 * @param signal the variance of the values that the process has before any is known
 * @param noise the variance with which values scatter about it
 */
record Hyperparameters(double[] lengths, double signal, double noise) {
    /**
     * The variance of the constant about which a process varies, estimated with it (Rasmussen and Williams 2006, section 2.7). Trials crowd where values are good, so their plain average, 0, is
     * too good for places where nothing has been tried; the estimate counts a crowd about once.
     */
    private static final double LEVEL = 1;

    /** From the logarithms of all, in the order of the components. */
    static Hyperparameters ofLogarithms(double[] logarithms) {
        int scales = logarithms.length - 2;
        var lengths = Arrays.stream(logarithms, 0, scales).map(Math::exp).toArray();
        return new Hyperparameters(lengths, Math.exp(logarithms[scales]), Math.exp(logarithms[scales + 1]));
    }

    /** What a squared difference in each parameter counts for. */
    double[] weights() {
        return Arrays.stream(lengths).map(length -> 1 / (length * length)).toArray();
    }

    /** The covariance of two values at this squared distance, in units of the length scales, their noise left out. */
    double covariance(double squaredDistance) {
        return LEVEL + signal * Matern52.correlation(squaredDistance);
    }
}

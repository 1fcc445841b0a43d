package io.djloperator.search.sampler.gp;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.DoubleStream;

/** The hyperparameters that are most probable after a sample. */
final class Fitted {
    /** The least variance of the noise, next to that of all values: 0.01 % of their deviation, which also keeps covariances of close points positive definite. */
    static final double LEAST_NOISE = 1e-8;

    private static final double[] FIRST_LENGTHS = {0.5, 2};
    private static final double FIRST_NOISE = 1e-3;
    private static final int EVALUATIONS = 50;

    private Fitted() {}

    /** From two starts, short and long length scales, because a sample can often be explained as noise about something smooth too. */
    static Hyperparameters of(Sample sample, int scales) {
        var objective = new LogPosterior(sample, Prior.of(scales), scales);
        var descent = new BoundedDescent(
                bounds(scales, 0.01, 0.01, LEAST_NOISE), bounds(scales, 100, 100, 1), 2, EVALUATIONS, 1e-2);
        return DoubleStream.of(FIRST_LENGTHS)
                .mapToObj(length -> descent.from(bounds(scales, length, 1, FIRST_NOISE), objective))
                .min(Comparator.comparingDouble(BoundedDescent.Place::value))
                .map(place -> Hyperparameters.ofLogarithms(place.x()))
                .orElseThrow();
    }

    private static double[] bounds(int scales, double length, double signal, double noise) {
        var logarithms = new double[scales + 2];
        Arrays.fill(logarithms, 0, scales, Math.log(length));
        logarithms[scales] = Math.log(signal);
        logarithms[scales + 1] = Math.log(noise);
        return logarithms;
    }
}

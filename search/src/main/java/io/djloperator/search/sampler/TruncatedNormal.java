package io.djloperator.search.sampler;

import java.util.random.RandomGenerator;

/**
 * A normal distribution of which only what lies between 0 and 1 is kept.
 *
 * @param mean of the whole distribution, from 0 to 1
 * @param deviation of the whole distribution, greater than 0 and at most 1
 * @param kept the share of the whole distribution between 0 and 1
 * @param logHeight the logarithm of the density at the mean
 */
record TruncatedNormal(double mean, double deviation, double kept, double logHeight) {
    /** What a parameter is like of which nothing is known: nearly flat. */
    static final TruncatedNormal PRIOR = of(0.5, 1);

    static TruncatedNormal of(double mean, double deviation) {
        double kept = Normal.mass(-mean / deviation, (1 - mean) / deviation);
        return new TruncatedNormal(mean, deviation, kept, -Math.log(deviation * kept) - Normal.LOG_SQRT_2_PI);
    }

    /** The logarithm of the density at {@code x}, from 0 to 1. */
    double logDensity(double x) {
        double z = (x - mean) / deviation;
        return logHeight - z * z / 2;
    }

    /** The probability of lying between {@code low} and {@code high}, both from 0 to 1. */
    double mass(double low, double high) {
        return Normal.mass((low - mean) / deviation, (high - mean) / deviation) / kept;
    }

    /** A number of this distribution; at least a third of those of the whole one lie between 0 and 1. */
    double draw(RandomGenerator random) {
        while (true) {
            double x = mean + deviation * random.nextGaussian();
            if (x >= 0 && x <= 1) {
                return x;
            }
        }
    }
}

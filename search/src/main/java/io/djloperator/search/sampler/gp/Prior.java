package io.djloperator.search.sampler.gp;

import java.util.Arrays;

/**
 * What is believed of hyperparameters before any value is known: their logarithms are normal and independent. Length scales have that of Hvarfner, Hellsten and Nardi, "Vanilla Bayesian
 * Optimization Performs Great in High Dimensions" (2024), whose densest place grows with the root of the number of parameters. The signal's variance is about that of the values,
 * within a factor of some ten; of the noise little is believed but that it may well be none at all.
 *
 * @param means of the logarithms, in the order of {@link Hyperparameters}
 * @param deviations of the logarithms
 */
record Prior(double[] means, double[] deviations) {
    static Prior of(int scales) {
        var means = new double[scales + 2];
        var deviations = new double[scales + 2];
        // The paper's μ = √2 + ln(scales) / 2 and σ² = 3 are those of a density by the length itself, which is greatest
        // at exp(μ − σ²).
        Arrays.fill(means, 0, scales, Math.sqrt(2) - 3 + Math.log(scales) / 2);
        Arrays.fill(deviations, 0, scales, Math.sqrt(3));
        means[scales] = 0;
        deviations[scales] = 1;
        means[scales + 1] = Math.log(1e-5);
        deviations[scales + 1] = 3;
        return new Prior(means, deviations);
    }

    /** Minus the log density but for a constant; its derivatives are added to {@code gradient}. */
    double add(double[] logarithms, double[] gradient) {
        double sum = 0;
        for (int i = 0; i < means.length; i++) {
            double offset = (logarithms[i] - means[i]) / deviations[i];
            sum += offset * offset / 2;
            gradient[i] += offset / deviations[i];
        }
        return sum;
    }
}

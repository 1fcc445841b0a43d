package io.djloperator.search.sampler.gp;

import java.util.Arrays;

/**
 * Values as a process can take them in: with mean 0 and variance 1, and with a long tail of bad ones pulled in, because a process that must explain how bad they are cannot tell good ones
 * apart. The transformation is that of Box and Cox, "An Analysis of Transformations" (1964), of 1 + (value − best) / (median − best): linear near the best value, the flatter
 * the farther above it. Its power, from −1 to 1, is the one of greatest likelihood; 1 changes nothing.
 */
final class Standardised {
    private static final int POWERS = 40;

    private Standardised() {}

    static double[] of(double[] values) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        double best = sorted[0];
        double unit = sorted[sorted.length / 2] - best;
        if (!(unit > 0) || !Double.isFinite(unit)) {
            return scaled(values);
        }
        var logs = Arrays.stream(values)
                .map(value -> Math.log1p((value - best) / unit))
                .toArray();
        double bestPower = 1;
        double bestLikelihood = Double.NEGATIVE_INFINITY;
        for (int i = 0; i <= POWERS; i++) {
            double power = 1 - 2.0 * i / POWERS;
            double likelihood = logLikelihood(logs, power);
            if (likelihood > bestLikelihood) {
                bestPower = power;
                bestLikelihood = likelihood;
            }
        }
        return scaled(transformed(logs, bestPower));
    }

    // (x^power − 1) / power, from the logarithm of x.
    private static double[] transformed(double[] logs, double power) {
        return Arrays.stream(logs)
                .map(log -> Math.abs(power) < 1e-9 ? log : Math.expm1(power * log) / power)
                .toArray();
    }

    private static double logLikelihood(double[] logs, double power) {
        var transformed = transformed(logs, power);
        return -logs.length / 2.0 * Math.log(variance(transformed))
                + (power - 1) * Arrays.stream(logs).sum();
    }

    private static double[] scaled(double[] values) {
        double mean = mean(values);
        double deviation = Math.sqrt(variance(values));
        double scale = deviation > 0 && Double.isFinite(deviation) ? 1 / deviation : 1;
        return Arrays.stream(values).map(value -> (value - mean) * scale).toArray();
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(0);
    }

    private static double variance(double[] values) {
        double mean = mean(values);
        return Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElse(0);
    }
}

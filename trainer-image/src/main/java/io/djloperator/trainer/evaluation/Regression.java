package io.djloperator.trainer.evaluation;

import java.util.Arrays;

/** Metrics of predicted amounts. */
public final class Regression {
    private Regression() {}

    public static double rmse(double[] predicted, double[] actual) {
        return Math.sqrt(squaredErrors(predicted, actual) / actual.length);
    }

    public static double mae(double[] predicted, double[] actual) {
        double sum = 0;
        for (int row = 0; row < actual.length; row++) {
            sum += Math.abs(predicted[row] - actual[row]);
        }
        return sum / actual.length;
    }

    /** 1 − Σ(error²) / Σ(deviation from the mean²); NaN where all actual amounts are equal. */
    public static double r2(double[] predicted, double[] actual) {
        double mean = Arrays.stream(actual).average().orElse(Double.NaN);
        double deviations = Arrays.stream(actual)
                .map(value -> (value - mean) * (value - mean))
                .sum();
        return deviations == 0 ? Double.NaN : 1 - squaredErrors(predicted, actual) / deviations;
    }

    private static double squaredErrors(double[] predicted, double[] actual) {
        double sum = 0;
        for (int row = 0; row < actual.length; row++) {
            double error = predicted[row] - actual[row];
            sum += error * error;
        }
        return sum;
    }
}

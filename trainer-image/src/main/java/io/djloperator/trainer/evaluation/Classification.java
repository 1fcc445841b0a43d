package io.djloperator.trainer.evaluation;

import java.util.stream.IntStream;

/** Metrics of predicted classes, given as indexes. */
public final class Classification {
    private Classification() {}

    public static double accuracy(int[] predicted, int[] actual) {
        return IntStream.range(0, actual.length)
                        .filter(row -> predicted[row] == actual[row])
                        .count()
                / (double) actual.length;
    }

    /** 2·TP / (2·TP + FP + FN) of one class; 0 where it is neither predicted nor there. */
    public static double f1(int[] predicted, int[] actual, int positive) {
        int hits = 0;
        int named = 0;
        for (int row = 0; row < actual.length; row++) {
            hits += predicted[row] == positive && actual[row] == positive ? 1 : 0;
            named += (predicted[row] == positive ? 1 : 0) + (actual[row] == positive ? 1 : 0);
        }
        return named == 0 ? 0 : 2.0 * hits / named;
    }

    /** Mean of −log of the probability of the true class. */
    public static double crossEntropy(double[][] probabilities, int[] actual) {
        double sum = 0;
        for (int row = 0; row < actual.length; row++) {
            sum -= Math.log(Math.max(probabilities[row][actual[row]], Double.MIN_NORMAL));
        }
        return sum / actual.length;
    }

    /** The most probable class; the first of equals. */
    public static int[] mostProbable(double[][] probabilities) {
        var classes = new int[probabilities.length];
        for (int row = 0; row < classes.length; row++) {
            for (int i = 1; i < probabilities[row].length; i++) {
                classes[row] = probabilities[row][i] > probabilities[row][classes[row]] ? i : classes[row];
            }
        }
        return classes;
    }
}

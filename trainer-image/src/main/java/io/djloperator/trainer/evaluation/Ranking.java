package io.djloperator.trainer.evaluation;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Metrics of an order by score. NaN where there is no positive, or no negative, row. */
public final class Ranking {
    private Ranking() {}

    /**
     * Area under the ROC curve: the share of pairs of a positive and a negative row in which the positive one has the higher score; equal
     * scores count half (Mann and Whitney 1947, by mean ranks).
     */
    public static double auc(double[] scores, boolean[] positive) {
        int[] order = byDescendingScore(scores);
        double positives = 0;
        double negatives = 0;
        double pairs = 0;
        for (int from = 0; from < order.length; ) {
            int to = endOfTies(scores, order, from);
            int tiedPositives = countPositive(positive, order, from, to);
            int tiedNegatives = to - from - tiedPositives;
            pairs += tiedNegatives * (positives + tiedPositives / 2.0);
            positives += tiedPositives;
            negatives += tiedNegatives;
            from = to;
        }
        return positives == 0 || negatives == 0 ? Double.NaN : pairs / (positives * negatives);
    }

    /** Σ over the thresholds of (recall − former recall) · precision; rows with equal scores share a threshold. */
    public static double averagePrecision(double[] scores, boolean[] positive) {
        int[] order = byDescendingScore(scores);
        int all = countPositive(positive, order, 0, order.length);
        double sum = 0;
        int found = 0;
        for (int from = 0; from < order.length; ) {
            int to = endOfTies(scores, order, from);
            int added = countPositive(positive, order, from, to);
            found += added;
            sum += (double) added / all * found / to;
            from = to;
        }
        return all == 0 || all == order.length ? Double.NaN : sum;
    }

    private static int[] byDescendingScore(double[] scores) {
        return IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble(row -> -scores[row]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static int endOfTies(double[] scores, int[] order, int from) {
        int to = from + 1;
        while (to < order.length && scores[order[to]] == scores[order[from]]) {
            to++;
        }
        return to;
    }

    private static int countPositive(boolean[] positive, int[] order, int from, int to) {
        int count = 0;
        for (int i = from; i < to; i++) {
            count += positive[order[i]] ? 1 : 0;
        }
        return count;
    }
}

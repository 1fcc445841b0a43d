package io.djloperator.search.quality;

import org.hipparchus.stat.descriptive.rank.Median;
import org.hipparchus.stat.inference.MannWhitneyUTest;

/** What two samples of results say about the samplers that they come from. */
public final class Samples {
    private Samples() {}

    /** The middle value; the mean of both where there are two. */
    public static double median(double[] sample) {
        return new Median().evaluate(sample);
    }

    /**
     * The p-value of the one-sided test of Mann and Whitney (1947) that {@code ours} is stochastically less than {@code theirs}: small where it is. Exact to 50 values without ties,
     * else by the normal approximation with corrections for ties and continuity.
     */
    public static double pLess(double[] ours, double[] theirs) {
        double half = new MannWhitneyUTest().mannWhitneyUTest(ours, theirs) / 2;
        return greater(ours, theirs) < ours.length * theirs.length / 2.0 ? half : 1 - half;
    }

    // Hipparchus gives the larger of both U, which has no direction.
    private static double greater(double[] ours, double[] theirs) {
        double pairs = 0;
        for (double our : ours) {
            for (double their : theirs) {
                pairs += our > their ? 1 : our == their ? 0.5 : 0;
            }
        }
        return pairs;
    }
}

package io.djloperator.trainer.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** How a prediction treats groups. */
public final class Fairness {
    private Fairness() {}

    /**
     * One group's share of the positive class among the predictions.
     *
     * @param rows how many rows the share is of: with few it means little
     */
    public record GroupRate(String group, int rows, double predictedPositive, double actuallyPositive) {}

    /** By group, sorted; rows with no group (null) are in none. */
    public static List<GroupRate> rates(int[] predicted, int[] actual, int positive, String[] groups) {
        var counts = new TreeMap<String, int[]>();
        for (int row = 0; row < groups.length; row++) {
            if (groups[row] != null) {
                var count = counts.computeIfAbsent(groups[row], group -> new int[3]);
                count[0]++;
                count[1] += predicted[row] == positive ? 1 : 0;
                count[2] += actual[row] == positive ? 1 : 0;
            }
        }
        var rates = new ArrayList<GroupRate>();
        counts.forEach((group, count) ->
                rates.add(new GroupRate(group, count[0], (double) count[1] / count[0], (double) count[2] / count[0])));
        return rates;
    }

    /** Greatest minus least rate of the positive prediction; NaN with fewer than two groups. */
    public static double demographicParityDifference(List<GroupRate> rates) {
        var summary = rates.stream().mapToDouble(GroupRate::predictedPositive).summaryStatistics();
        return rates.size() < 2 ? Double.NaN : summary.getMax() - summary.getMin();
    }
}

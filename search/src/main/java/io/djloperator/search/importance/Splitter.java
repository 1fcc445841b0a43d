package io.djloperator.search.importance;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Finds the split of a node that lowers the sum of squared errors most. */
final class Splitter {
    // What rounding makes of two equal gains must not decide between columns.
    private static final double SIGNIFICANT = 1e-12;

    private static final int[] ASCENDING = IntStream.range(0, Column.MOST).toArray();

    private final Table table;
    private final int leastRows;

    /** @param leastRows that either side of a split must have */
    Splitter(Table table, int leastRows) {
        this.table = table;
        this.leastRows = leastRows;
    }

    /** The best of all columns, the earlier of equal ones; {@link Split#NONE} where the rows do not differ. */
    Split best(int[] rows, long[] box) {
        var best = Split.NONE;
        for (int column = 0; column < box.length; column++) {
            if (Long.bitCount(box[column]) > 1) {
                var split = best(rows, column);
                if (split.gain() > best.gain() * (1 + SIGNIFICANT) + SIGNIFICANT) {
                    best = split;
                }
            }
        }
        return best;
    }

    private Split best(int[] rows, int index) {
        var column = table.columns().get(index);
        int[] bins = column.bins();
        double[] values = table.values();
        int[] counts = new int[column.count()];
        double[] sums = new double[column.count()];
        double total = 0;
        for (int row : rows) {
            int bin = bins[row];
            if (bin == Column.INACTIVE) {
                // Whether it is active is for the parameter to tell that its condition speaks of.
                return Split.NONE;
            }
            counts[bin]++;
            sums[bin] += values[row];
            total += values[row];
        }
        int[] order = column.isOrdered() ? ASCENDING : byMean(counts, sums);
        double unsplit = total * total / rows.length;
        double best = unsplit;
        int at = -1;
        int left = 0;
        double leftSum = 0;
        for (int i = 0; left <= rows.length - leastRows; i++) {
            if (counts[order[i]] > 0) {
                left += counts[order[i]];
                leftSum += sums[order[i]];
                double rightSum = total - leftSum;
                double explained = leftSum * leftSum / left + rightSum * rightSum / (rows.length - left);
                if (explained > best && left >= leastRows && left <= rows.length - leastRows) {
                    best = explained;
                    at = i;
                }
            }
        }
        return at < 0 ? Split.NONE : new Split(index, upTo(at, order, counts), best - unsplit);
    }

    /** Of choices only those splits can be best that have all lower means on one side: Fisher, "On Grouping for Maximum Homogeneity", JASA 53 (1958). */
    private static int[] byMean(int[] counts, double[] sums) {
        return IntStream.range(0, counts.length)
                .boxed()
                .sorted(Comparator.comparingDouble(bin -> sums[bin] / Math.max(1, counts[bin])))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** The bins up to that place, and half of those after it that no row of the node has. */
    private static long upTo(int at, int[] order, int[] counts) {
        int next = at + 1;
        while (counts[order[next]] == 0) {
            next++;
        }
        long bins = 0;
        for (int i = 0; i <= (at + next - 1) / 2; i++) {
            bins |= 1L << order[i];
        }
        return bins;
    }
}

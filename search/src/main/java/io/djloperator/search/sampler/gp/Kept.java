package io.djloperator.search.sampler.gp;

import java.util.Arrays;
import java.util.Comparator;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Which trials a process is made of where there are too many, since its time grows with the third power of their number: a third are the best, a third the newest, and the others lie
 * farthest from those and from each other, so that a region that was tried long ago and found bad does not look new.
 */
final class Kept {
    private Kept() {}

    /** The numbers of at most {@code most} rows, ascending; the last row is the newest. */
    static int[] of(double[][] rows, double[] values, int most) {
        if (rows.length <= most) {
            return IntStream.range(0, rows.length).toArray();
        }
        var kept = new TreeSet<Integer>();
        IntStream.range(0, rows.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> values[i]))
                .limit(most / 3)
                .forEach(kept::add);
        IntStream.range(rows.length - most / 3, rows.length).forEach(kept::add);
        addFarthest(kept, rows, most);
        return kept.stream().mapToInt(i -> i).toArray();
    }

    private static void addFarthest(TreeSet<Integer> kept, double[][] rows, int most) {
        var nearest = new double[rows.length];
        Arrays.fill(nearest, Double.POSITIVE_INFINITY);
        kept.forEach(i -> bringNearer(nearest, rows, i));
        while (kept.size() < most) {
            int farthest = 0;
            for (int i = 1; i < nearest.length; i++) {
                farthest = nearest[i] > nearest[farthest] ? i : farthest;
            }
            kept.add(farthest);
            bringNearer(nearest, rows, farthest);
        }
    }

    // What is kept itself is nearer than everything, also than its copies.
    private static void bringNearer(double[] nearest, double[][] rows, int kept) {
        for (int i = 0; i < nearest.length; i++) {
            double distance = 0;
            for (int c = 0; c < rows[i].length; c++) {
                double difference = rows[i][c] - rows[kept][c];
                distance += difference * difference;
            }
            nearest[i] = Math.min(nearest[i], distance);
        }
        nearest[kept] = -1;
    }
}

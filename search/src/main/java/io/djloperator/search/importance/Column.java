package io.djloperator.search.importance;

import io.djloperator.search.space.Domain;
import java.util.Arrays;
import java.util.function.DoubleToIntFunction;

/**
 * One parameter's values as a few numbered bins, which is as finely as a tree can split it.
 *
 * @param bins of each result; {@link #INACTIVE} where the parameter is not active
 * @param measure of each bin: its share of the domain
 */
record Column(boolean isOrdered, int[] bins, double[] measure) {
    static final int INACTIVE = -1;

    // A leaf keeps its bins as the bits of a long; more than these cost time and hardly change a variance.
    static final int MOST = 32;

    /** @param units of each result, not a number where the parameter is not active */
    static Column of(Domain domain, double[] units) {
        return domain.isNumeric() ? ordered(units) : choices(domain.size().orElseThrow(), units);
    }

    /** Bins with equal numbers of results, which are narrow where a sampler has looked closely. */
    private static Column ordered(double[] units) {
        double[] sorted = Arrays.stream(units)
                .filter(unit -> !Double.isNaN(unit))
                .sorted()
                .toArray();
        double[] distinct = Arrays.stream(sorted).distinct().toArray();
        double[] edges = edges(distinct.length <= MOST ? distinct : sorted);
        double[] measure = new double[edges.length + 1];
        for (int i = 0; i < measure.length; i++) {
            measure[i] = (i < edges.length ? edges[i] : 1) - (i > 0 ? edges[i - 1] : 0);
        }
        return new Column(true, bins(units, unit -> bin(edges, unit)), measure);
    }

    /** The inner edges, each in the middle between two neighbours. */
    private static double[] edges(double[] sorted) {
        int count = Math.max(1, Math.min(MOST, sorted.length));
        double[] edges = new double[count - 1];
        for (int i = 1; i < count; i++) {
            int at = sorted.length * i / count;
            edges[i - 1] = (sorted[at - 1] + sorted[at]) / 2;
        }
        return Arrays.stream(edges).distinct().toArray();
    }

    private static int bin(double[] edges, double unit) {
        int at = Arrays.binarySearch(edges, unit);
        return at < 0 ? -at - 1 : at + 1;
    }

    /** Of more choices than there may be bins, neighbours share one. */
    private static Column choices(int count, double[] units) {
        int bins = Math.min(MOST, count);
        double[] measure = new double[bins];
        for (int i = 0; i < count; i++) {
            measure[i * bins / count] += 1.0 / count;
        }
        return new Column(false, bins(units, unit -> (int) (unit * count) * bins / count), measure);
    }

    private static int[] bins(double[] units, DoubleToIntFunction bin) {
        return Arrays.stream(units)
                .mapToInt(unit -> Double.isNaN(unit) ? INACTIVE : bin.applyAsInt(unit))
                .toArray();
    }

    int count() {
        return measure.length;
    }

    /** The bits of all bins. */
    long all() {
        return (1L << count()) - 1;
    }

    /** The share of the domain that these bins have. */
    double measure(long mask) {
        if (mask == all()) {
            return 1;
        }
        double sum = 0;
        for (long rest = mask; rest != 0; rest &= rest - 1) {
            sum += measure[Long.numberOfTrailingZeros(rest)];
        }
        return sum;
    }
}

package io.djloperator.search.sampler;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** What several objectives, each to be made small, can say of a set of results: which are best, and how good all of them are together. */
public final class ParetoSet {
    private ParetoSet() {}

    /**
     * Which vectors no other dominates: none is at most as large in every objective and smaller in one. Of equal vectors all are in the set or none.
     *
     * @param values a vector for each result, all of the same length
     * @return positions in {@code values}, rising
     */
    public static int[] of(double[][] values) {
        // Who dominates a vector comes before it in lexicographic order.
        var order = IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparing(i -> values[i], Arrays::compare))
                .toList();
        List<Integer> front = new ArrayList<>();
        for (int i : order) {
            if (front.stream().noneMatch(member -> dominates(values[member], values[i]))) {
                front.add(i);
            }
        }
        return front.stream().mapToInt(i -> i).sorted().toArray();
    }

    /** Whether {@code a} is at most as large as {@code b} in every objective and smaller in one. */
    public static boolean dominates(double[] a, double[] b) {
        boolean isSmaller = false;
        for (int i = 0; i < a.length; i++) {
            if (a[i] > b[i]) {
                return false;
            }
            isSmaller |= a[i] < b[i];
        }
        return isSmaller;
    }

    /**
     * The volume of what {@code values} dominate within {@code reference}: the larger, the better all of them are together (Zitzler and Thiele, <i>Multiobjective optimization using
     * evolutionary algorithms</i>, 1998). Exact, by slices along the last objective (While et al., <i>A faster algorithm for calculating hypervolume</i>, 2006): in time n log n for
     * two objectives, n² log n for three, and n times as much for each further one.
     *
     * @param values vectors of which those outside {@code reference} add nothing; dominated ones do no harm
     * @param reference the worst that counts, in each objective
     * @throws IllegalArgumentException where a vector has another length than {@code reference}
     */
    public static double hypervolume(double[][] values, double[] reference) {
        for (var vector : values) {
            if (vector.length != reference.length) {
                throw new IllegalArgumentException(
                        "the reference point must have a value for each of the %d objectives of %s, but has %d"
                                .formatted(vector.length, Arrays.toString(vector), reference.length));
            }
        }
        var inside = Arrays.stream(values)
                .filter(vector -> IntStream.range(0, reference.length).allMatch(i -> vector[i] < reference[i]))
                .toArray(double[][]::new);
        return volume(inside, reference, reference.length);
    }

    private static double volume(double[][] values, double[] reference, int objectives) {
        int last = objectives - 1;
        var sorted = values.clone();
        Arrays.sort(sorted, Comparator.comparingDouble(vector -> vector[last]));
        double sum = 0;
        double width = 0;
        for (int i = 0; i < sorted.length; i++) {
            width = Math.max(width, reference[0] - sorted[i][0]);
            if (objectives == 1) {
                continue;
            }
            double depth = (i + 1 < sorted.length ? sorted[i + 1][last] : reference[last]) - sorted[i][last];
            if (depth > 0) {
                sum += depth * (objectives == 2 ? width : volume(Arrays.copyOf(sorted, i + 1), reference, last));
            }
        }
        return objectives == 1 ? width : sum;
    }
}

package io.djloperator.search.sampler;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/**
 * Which results are best by several objectives, each to be made small.
 *
 * <p>Source: Ozaki et al., <i>Multiobjective Tree-Structured Parzen Estimator for Computationally Expensive Optimization Problems</i>, GECCO 2020, sections 4.1 and 4.3.
 */
final class ParetoRanking {
    private static final double MARGIN = 0.1;

    private ParetoRanking() {}

    /**
     * The best {@code count}: front by front, each of what the earlier ones leave (Deb et al., <i>NSGA-II</i>, 2002); of the front that does not fit those that together have the
     * largest hypervolume, chosen one by one.
     *
     * @return positions in {@code values}
     */
    static IntStream best(double[][] values, int count) {
        List<Integer> best = new ArrayList<>();
        int[] rest = IntStream.range(0, values.length).toArray();
        while (best.size() < count && rest.length > 0) {
            var vectors = Arrays.stream(rest).mapToObj(i -> values[i]).toArray(double[][]::new);
            var front = ParetoSet.of(vectors);
            var within = Arrays.stream(front).mapToObj(i -> vectors[i]).toArray(double[][]::new);
            for (int chosen : widest(within, count - best.size())) {
                best.add(rest[front[chosen]]);
            }
            rest = without(rest, front);
        }
        return best.stream().mapToInt(i -> i);
    }

    private static int[] without(int[] positions, int[] left) {
        return IntStream.range(0, positions.length)
                .filter(i -> Arrays.binarySearch(left, i) < 0)
                .map(i -> positions[i])
                .toArray();
    }

    /**
     * At most {@code count} vectors of large hypervolume. What a vector adds only shrinks while others are chosen, so most of it need not be computed again (Minoux, <i>Accelerated greedy
     * algorithms</i>, 1978; Guerreiro et al., <i>Greedy hypervolume subset selection in low dimensions</i>, 2016: at least 63 % of the largest possible).
     */
    private static List<Integer> widest(double[][] values, int count) {
        var reference = reference(values);
        var most = Arrays.stream(values)
                .mapToDouble(vector -> added(vector, List.of(), reference))
                .toArray();
        var queue = new PriorityQueue<Integer>(
                Comparator.<Integer>comparingDouble(i -> -most[i]).thenComparing(Comparator.naturalOrder()));
        IntStream.range(0, values.length).forEach(queue::add);
        List<Integer> chosen = new ArrayList<>();
        List<double[]> vectors = new ArrayList<>();
        while (chosen.size() < count && !queue.isEmpty()) {
            int next = queue.remove();
            most[next] = added(values[next], vectors, reference);
            if (queue.isEmpty() || !(most[next] < most[queue.element()])) {
                chosen.add(next);
                vectors.add(values[next]);
            } else {
                queue.add(next);
            }
        }
        return chosen;
    }

    /** By how much each vector makes the hypervolume of all larger; 0 for those that are dominated. */
    static double[] contributions(double[][] values) {
        var reference = reference(values);
        return IntStream.range(0, values.length)
                .mapToDouble(i -> added(values[i], others(values, i), reference))
                .toArray();
    }

    private static List<double[]> others(double[][] values, int left) {
        return IntStream.range(0, values.length)
                .filter(i -> i != left)
                .mapToObj(i -> values[i])
                .toList();
    }

    // What a vector dominates, less what of it others dominate too.
    private static double added(double[] vector, List<double[]> others, double[] reference) {
        double own = 1;
        for (int i = 0; i < vector.length; i++) {
            own *= reference[i] - vector[i];
        }
        var shared = others.stream()
                .map(other -> IntStream.range(0, vector.length)
                        .mapToDouble(i -> Math.max(vector[i], other[i]))
                        .toArray())
                .toArray(double[][]::new);
        return own - ParetoSet.hypervolume(shared, reference);
    }

    // A little worse than the worst, so that the ends of a front count too.
    private static double[] reference(double[][] values) {
        return IntStream.range(0, values[0].length)
                .mapToDouble(i -> {
                    var objective = Arrays.stream(values)
                            .mapToDouble(vector -> vector[i])
                            .summaryStatistics();
                    double spread = objective.getMax() - objective.getMin();
                    return objective.getMax() + (spread > 0 ? MARGIN * spread : 1);
                })
                .toArray();
    }
}

package io.djloperator.search.sampler;

import io.djloperator.search.space.Parameter;
import io.djloperator.search.space.Point;
import io.djloperator.search.space.Space;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * A distribution over the points of a space: a mixture of one kernel around each point seen, and a prior that is nearly flat. A kernel is a product over the parameters, so the mixture
 * knows which values go together (Falkner et al., <i>BOHB</i>, ICML 2018, section 3.2).
 *
 * <p>A parameter that the point of a kernel does not have, because its condition does not hold there, follows the prior in that kernel. So all trials speak of the choice between branches and
 * of what the branches share, and only those of a branch of what it has for itself; and the whole is a distribution over all branches together.
 */
final class ParzenEstimator {
    private static final double PRIOR_WEIGHT = 1;

    private final Space space;
    private final Kernels[] kernels;
    private final double[] weights;

    /** @param weights of the points, not negative; on average 1, since that is what the prior weighs */
    ParzenEstimator(Space space, List<Point> points, double[] weights) {
        this.space = space;
        this.kernels = kernels(space, points);
        this.weights = Arrays.copyOf(weights, weights.length + 1);
        this.weights[weights.length] = PRIOR_WEIGHT;
        double sum = Arrays.stream(this.weights).sum();
        Arrays.setAll(this.weights, k -> this.weights[k] / sum);
    }

    private static Kernels[] kernels(Space space, List<Point> points) {
        // The last kernel is the prior, which knows nothing of any parameter.
        var centres = new double[space.dimensions()][points.size() + 1];
        for (int k = 0; k <= points.size(); k++) {
            var coordinates = k < points.size() ? coordinates(space, points.get(k)) : null;
            for (int i = 0; i < centres.length; i++) {
                centres[i][k] = coordinates == null ? Double.NaN : coordinates[i];
            }
        }
        return IntStream.range(0, centres.length)
                .mapToObj(i ->
                        Kernels.around(centres[i], space.parameters().get(i).domain(), centres.length))
                .toArray(Kernels[]::new);
    }

    // NaN for a parameter that the point does not have.
    private static double[] coordinates(Space space, Point point) {
        return space.parameters().stream()
                .mapToDouble(parameter -> coordinate(parameter, point))
                .toArray();
    }

    private static double coordinate(Parameter parameter, Point point) {
        var value = point.values().get(parameter.name());
        return value == null ? Double.NaN : parameter.domain().unit(value);
    }

    /** A point of this distribution. Constraints are another question. */
    Point draw(RandomGenerator random) {
        int kernel = kernel(random.nextDouble());
        return space.at(Arrays.stream(kernels)
                .mapToDouble(factor -> factor.draw(kernel, random))
                .toArray());
    }

    private int kernel(double share) {
        double rest = share;
        int k = 0;
        while (k < weights.length - 1 && rest >= weights[k]) {
            rest -= weights[k];
            k++;
        }
        return k;
    }

    /**
     * The logarithm of the density at {@code point} with regard to the unit interval for each continuous parameter that it has; a parameter of a finite domain contributes a
     * probability.
     */
    double logDensity(Point point) {
        var sums = Arrays.stream(weights).map(Math::log).toArray();
        var coordinates = coordinates(space, point);
        for (int i = 0; i < coordinates.length; i++) {
            if (!Double.isNaN(coordinates[i])) {
                kernels[i].addLogDensities(coordinates[i], sums);
            }
        }
        return logSumExp(sums);
    }

    private static double logSumExp(double[] logs) {
        double most = Arrays.stream(logs).max().orElseThrow();
        return most
                + Math.log(Arrays.stream(logs).map(log -> Math.exp(log - most)).sum());
    }
}

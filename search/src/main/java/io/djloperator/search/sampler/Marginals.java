package io.djloperator.search.sampler;

import io.djloperator.search.space.Parameter;
import io.djloperator.search.space.Space;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Draws each parameter on its own after what the best 15 % of the results have (γ of Bergstra, Bardenet, Bengio and Kégl, "Algorithms for Hyper-Parameter Optimization", NIPS 2011): a
 * choice as often as it stands there, with one more of each so that none dies out; a number near one that stands there, or, as if there were one more, anywhere. Only results in which the
 * parameter is active count for it.
 */
final class Marginals {
    private static final double BEST = 0.15;
    private static final double NARROWEST = 0.01;
    private static final double DEVIATION_OF_EVEN = 1 / Math.sqrt(12);

    private final Space space;
    private final List<Trial> results;
    private final double[][] best;

    Marginals(Space space, List<Trial> results) {
        this.space = space;
        this.results = results;
        this.best = new double[space.dimensions()][];
    }

    /** A coordinate, from 0 to 1, of the parameter that stands at {@code index} in the space. */
    double draw(RandomGenerator random, int index) {
        if (best[index] == null) {
            best[index] = best(space.parameters().get(index));
        }
        double[] known = best[index];
        var domain = space.parameters().get(index).domain();
        int unknown = domain.isNumeric() ? 1 : domain.size().orElseThrow();
        int pick = random.nextInt(known.length + unknown);
        if (pick >= known.length) {
            return random.nextDouble();
        }
        return domain.isNumeric()
                ? Coordinates.reflected(known[pick] + bandwidth(known) * random.nextGaussian())
                : known[pick];
    }

    private double[] best(Parameter parameter) {
        double[] units = results.stream()
                .filter(trial -> trial.point().values().containsKey(parameter.name()))
                .sorted(Comparator.comparingDouble(Trial::value))
                .mapToDouble(
                        trial -> parameter.domain().unit(trial.point().values().get(parameter.name())))
                .toArray();
        return Arrays.copyOf(units, (int) Math.ceil(BEST * units.length));
    }

    /** Of a kernel density estimate: Silverman, "Density Estimation for Statistics and Data Analysis" (1986), equation 3.28. */
    private static double bandwidth(double[] units) {
        double mean = Arrays.stream(units).average().orElseThrow();
        double variance = Arrays.stream(units)
                .map(unit -> (unit - mean) * (unit - mean))
                .average()
                .orElseThrow();
        double deviation = units.length < 2 ? DEVIATION_OF_EVEN : Math.sqrt(variance);
        return Math.max(NARROWEST, 1.06 * deviation * Math.pow(units.length, -0.2));
    }
}

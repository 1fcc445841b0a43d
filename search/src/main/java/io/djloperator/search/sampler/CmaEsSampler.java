package io.djloperator.search.sampler;

import io.djloperator.search.sampler.cma.Evolution;
import io.djloperator.search.sampler.cma.Gaussian;
import io.djloperator.search.sampler.cma.Ground;
import io.djloperator.search.sampler.cma.Strategy;
import io.djloperator.search.space.Point;
import io.djloperator.search.space.Space;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.DoubleStream;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.hipparchus.linear.ArrayRealVector;

/**
 * CMA-ES (Hansen, "The CMA Evolution Strategy: A Tutorial", arXiv 1604.00772, 2016) with active covariance update and restarts with doubled population. It learns a normal distribution over
 * the numeric parameters that always have a value, from blocks of results in the order in which they came, whoever chose their points; only first objectives count, failed trials do not, and
 * stopped ones count with what they reported last. It is at its best with ten and more results for each parameter, all of them numeric.
 *
 * <p>Choices and parameters with a condition follow the best results, each on its own ({@link Marginals}). So do all where fewer than two parameters are numeric and always have a value: a
 * covariance needs two.
 *
 * <p>The search begins in the middle of the space, or at the best of earlier results.
 *
 * @param populationSize λ, the results that make a block; at least {@value #SMALLEST_POPULATION}; empty: 4 + ⌊3 ln n⌋ for n numeric parameters. A larger one looks further
 *     and converges later
 */
public record CmaEsSampler(OptionalInt populationSize) implements Sampler {
    private static final int SMALLEST_POPULATION = 4;

    // The range then holds three standard deviations on each side of its middle.
    private static final double SIGMA = 1 / 6.0;

    // α of Nomura and others, "Warm Starting CMA-ES for Hyperparameter Optimization", AAAI 2021: how far from a good
    // point of another search good points are looked for.
    private static final double WARM_SIGMA = 0.1;

    // Draws that are refused come from ever further off, so that the last of a small grid, or a way out of what
    // constraints forbid, is found.
    private static final double WIDENING = 1.02;

    /** @throws IllegalArgumentException where the population is too small */
    public CmaEsSampler {
        if (populationSize.orElse(SMALLEST_POPULATION) < SMALLEST_POPULATION) {
            throw new IllegalArgumentException(
                    "populationSize: %d must be at least %d; left out, it is chosen after the number of parameters"
                            .formatted(populationSize.getAsInt(), SMALLEST_POPULATION));
        }
    }

    /** With the usual population. */
    public CmaEsSampler() {
        this(OptionalInt.empty());
    }

    @Override
    public Optional<Point> next(Space space, long seed, History history) {
        var random = Draws.generator(seed, history.next());
        var coordinates = Coordinates.of(space);
        var gaussian = gaussian(coordinates, seed, history);
        var marginals = new Marginals(space, history.results());
        var spread = DoubleStream.iterate(1, wide -> wide * WIDENING).iterator();
        return Draws.firstNew(space, history, () -> {
            var unit = new double[space.dimensions()];
            for (int i = 0; i < unit.length; i++) {
                unit[i] = coordinates.indices().contains(i) ? 0 : marginals.draw(random, i);
            }
            gaussian.ifPresent(it -> coordinates.put(it.draw(random, spread.nextDouble()), unit));
            return space.at(unit);
        });
    }

    /** What the next point is drawn from; empty where there are no coordinates. */
    private Optional<Gaussian> gaussian(Coordinates coordinates, long seed, History history) {
        return coordinates.count() == 0
                ? Optional.empty()
                : Optional.of(evolution(coordinates, seed, history).gaussian());
    }

    /** Where the search stands, of which the next point knows no more. */
    Evolution evolution(Coordinates coordinates, long seed, History history) {
        int n = coordinates.count();
        int population = populationSize.orElse(Strategy.defaultPopulation(n));
        double margin = margin(n, population);
        var ground = new Ground(
                population,
                restarts -> start(coordinates, seed, restarts, history.earlier()),
                mean -> coordinates.halfWidths(mean).mapDivideToSelf(margin));
        var results = history.results();
        return Evolution.replay(
                ground,
                results.subList(history.earlier().size(), results.size()).stream()
                        .map(trial -> new Evolution.Result(coordinates.of(trial.point()), trial.value()))
                        .toList());
    }

    /**
     * How many standard deviations away the next value of a stepped parameter may lie: as many as leave it a probability of 1/(λ n), the margin of Hamano, Saito, Nomura and Shirakawa,
     * "CMA-ES with Margin", arXiv 2205.13482 (2022). So in each block about one stepped parameter changes, however narrow the distribution has become.
     */
    private static double margin(int n, int population) {
        return new NormalDistribution().inverseCumulativeProbability(1 - 0.5 / (n * population));
    }

    private static Gaussian start(Coordinates coordinates, long seed, int restarts, List<Trial> earlier) {
        if (restarts > 0) {
            var anywhere = Draws.uniform(Draws.generator(seed, -restarts), coordinates.count());
            return Gaussian.of(new ArrayRealVector(anywhere, false), SIGMA);
        }
        return earlier.stream()
                .min(Comparator.comparingDouble(Trial::value))
                .map(best -> Gaussian.of(coordinates.of(best.point()), WARM_SIGMA))
                .orElse(Gaussian.of(new ArrayRealVector(coordinates.count(), 0.5), SIGMA));
    }
}

package io.djloperator.search.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.djloperator.search.space.Domain;
import io.djloperator.search.space.Parameter;
import io.djloperator.search.space.Point;
import io.djloperator.search.space.Space;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ParzenEstimatorTest {
    private static final Parameter OPTIMIZER =
            new Parameter("optimizer", new Domain.Choices(List.of("adam", "lbfgs", "sgd")));
    private static final Parameter MOMENTUM = new Parameter(
            "momentum",
            new Domain.Range(0, 1, false),
            Optional.of(new Parameter.Condition("optimizer", Set.of("sgd"))));

    static Stream<Domain> domains() {
        return Stream.of(
                new Domain.Range(-5, 10, false),
                new Domain.Range(1e-5, 1, true),
                new Domain.Steps(16, 512, 16, false),
                new Domain.Steps(1, 100, 1, true),
                new Domain.Steps(3, 3, 1, false),
                new Domain.Choices(List.of("a", "b", "c", "d")));
    }

    @ParameterizedTest
    @MethodSource("domains")
    void theWholeOfEachDomainHasProbabilityOne(Domain domain) {
        var space = new Space(List.of(new Parameter("x", domain)));
        assertThat(integral(estimator(space, 12), space)).isCloseTo(1, offset(1e-4));
        assertThat(integral(estimator(space, 0), space)).isCloseTo(1, offset(1e-4));
    }

    @Test
    void allBranchesTogetherHaveProbabilityOne() {
        var space = new Space(List.of(OPTIMIZER, MOMENTUM, new Parameter("layers", new Domain.Steps(1, 8, 1, false))));
        assertThat(integral(estimator(space, 12), space)).isCloseTo(1, offset(1e-4));
    }

    @Test
    void drawsComeAsOftenAsTheirProbabilitySays() {
        var space = new Space(List.of(OPTIMIZER, new Parameter("layers", new Domain.Steps(1, 8, 1, true))));
        var estimator = estimator(space, 6);
        var random = Draws.generator(5, 5);
        int draws = 20_000;
        var drawn = Stream.generate(() -> estimator.draw(random)).limit(draws).toList();

        Listing.of(space).forEach(point -> {
            double expected = Math.exp(estimator.logDensity(point));
            double share = drawn.stream().filter(point::equals).count() / (double) draws;
            assertThat(share).as("%s", point).isCloseTo(expected, offset(4 * Math.sqrt(expected / draws)));
        });
    }

    /** Both parameters are high together or low together: a product of two estimators would not tell a mixed point from those. */
    @Test
    void itKnowsWhichValuesGoTogether() {
        var space = new Space(List.of(range("x"), range("y")));
        var together = Stream.of(0.1, 0.11, 0.12, 0.88, 0.89, 0.9)
                .map(x -> space.at(new double[] {x, x}))
                .toList();
        var estimator = new ParzenEstimator(space, together, new double[] {1, 1, 1, 1, 1, 1});

        double seen = estimator.logDensity(space.at(new double[] {0.9, 0.9}));
        double crossed = estimator.logDensity(space.at(new double[] {0.1, 0.9}));

        assertThat(seen).isGreaterThan(crossed + 0.5);
    }

    @Test
    void whatWeighsMoreIsLikelier() {
        var space = new Space(List.of(range("x")));
        var points = List.of(space.at(new double[] {0.2}), space.at(new double[] {0.8}));
        var estimator = new ParzenEstimator(space, points, new double[] {0.5, 1.5});

        assertThat(estimator.logDensity(points.get(1))).isGreaterThan(estimator.logDensity(points.get(0)));
    }

    private static Parameter range(String name) {
        return new Parameter(name, new Domain.Range(0, 1, false));
    }

    private static ParzenEstimator estimator(Space space, int points) {
        var random = Draws.generator(7, 7);
        var seen = Stream.generate(() -> space.at(Draws.uniform(random, space.dimensions())))
                .limit(points)
                .toList();
        return new ParzenEstimator(
                space,
                seen,
                IntStream.range(0, points).mapToDouble(i -> 0.5 + i % 3).toArray());
    }

    // The sum over all points of a grid, each of which stands for a cell of the continuous parameters that it has.
    private static double integral(ParzenEstimator estimator, Space space) {
        return points(space, 0, new double[space.dimensions()])
                .distinct()
                .mapToDouble(point -> Math.exp(estimator.logDensity(point)) * cell(space, point))
                .sum();
    }

    private static final int CELLS = 500;

    private static double cell(Space space, Point point) {
        long continuous = space.parameters().stream()
                .filter(parameter -> point.values().containsKey(parameter.name()))
                .filter(parameter -> parameter.domain().size().isEmpty())
                .count();
        return Math.pow(1.0 / CELLS, continuous);
    }

    private static Stream<Point> points(Space space, int from, double[] unit) {
        if (from == unit.length) {
            return Stream.of(space.at(unit));
        }
        var domain = space.parameters().get(from).domain();
        return IntStream.range(0, domain.size().orElse(CELLS)).boxed().flatMap(i -> {
            var next = unit.clone();
            next[from] = domain.size().isPresent() ? domain.centre(i) : (i + 0.5) / CELLS;
            return points(space, from + 1, next);
        });
    }
}

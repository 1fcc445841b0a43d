package io.djloperator.operator.search;

import io.djloperator.search.space.Domain;
import io.djloperator.search.space.Parameter;
import io.djloperator.search.space.Point;
import io.djloperator.search.space.Space;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Points at which a space is asked whether its trials can be run at all: for each parameter its least and its greatest value and one that is no whole number, or every choice, with
 * the others in the middle of theirs.
 *
 * @param parameter the index of the parameter that lies at an edge
 */
record Edges(int parameter, Point point) {
    /** How many points are drawn for an edge that the constraints do not allow with the others in the middle. */
    private static final int TRIES = 30;

    private static final long SEED = 1;

    /** No simple fraction, so that a range between whole numbers has none there. */
    private static final double INSIDE = (3 - Math.sqrt(5)) / 2;

    /** All, whether the constraints allow them or not: first one of each parameter, then another of each. */
    static List<Edges> of(Space space) {
        return edges(space, Stream::findFirst);
    }

    /** Those that the constraints allow, with the others elsewhere than in the middle if need be; where they allow none, any point that they do. */
    static List<Edges> allowed(Space space) {
        var allowed =
                edges(space, points -> points.limit(TRIES).filter(space::allows).findFirst());
        return !allowed.isEmpty()
                ? allowed
                : Candidates.of(space, SEED)
                        .filter(space::allows)
                        .limit(1)
                        .map(point -> new Edges(0, point))
                        .toList();
    }

    private static List<Edges> edges(Space space, Function<Stream<Point>, Optional<Point>> choice) {
        var units = space.parameters().stream()
                .map(parameter -> units(parameter.domain()))
                .toList();
        int most = units.stream().mapToInt(each -> each.length).max().orElse(0);
        return IntStream.range(0, most)
                .boxed()
                .flatMap(rank -> IntStream.range(0, units.size())
                        .filter(i -> rank < units.get(i).length)
                        .mapToObj(i ->
                                choice.apply(at(space, i, units.get(i)[rank])).map(point -> new Edges(i, point)))
                        .flatMap(Optional::stream))
                .toList();
    }

    private static double[] units(Domain domain) {
        if (domain instanceof Domain.Choices) {
            return centres(domain, IntStream.range(0, domain.size().orElseThrow()));
        }
        if (domain instanceof Domain.Steps steps) {
            int last = domain.size().orElseThrow() - 1;
            return centres(domain, steps.isWhole() ? IntStream.of(0, last) : IntStream.of(0, last, Math.min(1, last)));
        }
        return new double[] {0, 1, INSIDE};
    }

    private static double[] centres(Domain domain, IntStream indices) {
        return indices.distinct().mapToDouble(domain::centre).toArray();
    }

    private static Stream<Point> at(Space space, int parameter, double unit) {
        UnaryOperator<double[]> fixing = coordinates -> {
            coordinates[parameter] = unit;
            activate(space, space.parameters().get(parameter), coordinates);
            return coordinates;
        };
        return Candidates.of(space, SEED, fixing);
    }

    /** Gives the parameters that it depends on such values that it is there. */
    private static void activate(Space space, Parameter parameter, double[] coordinates) {
        parameter.when().ifPresent(condition -> {
            for (int i = 0; i < space.dimensions(); i++) {
                var other = space.parameters().get(i);
                if (other.name().equals(condition.parameter())) {
                    var value = condition.in().stream().sorted().findFirst().orElseThrow();
                    coordinates[i] = other.domain().unit(value);
                    activate(space, other, coordinates);
                }
            }
        });
    }
}

package io.djloperator.search.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.djloperator.search.quality.Problem;
import io.djloperator.search.quality.Run;
import io.djloperator.search.space.Domain;
import io.djloperator.search.space.Parameter;
import io.djloperator.search.space.Point;
import io.djloperator.search.space.Space;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GridSamplerTest {
    private static final Domain UNIT = new Domain.Range(0, 1, false);

    @Test
    void everyCombinationComesOnceAndThenNone() {
        var space =
                new Space(List.of(new Parameter("a", UNIT), new Parameter("b", new Domain.Choices(List.of("x", "y")))));
        var points = points(new GridSampler(3), space, 100);

        assertThat(points)
                .containsExactlyInAnyOrder(
                        point("a", "0", "b", "x"),
                        point("a", "0", "b", "y"),
                        point("a", "0.5", "b", "x"),
                        point("a", "0.5", "b", "y"),
                        point("a", "1", "b", "x"),
                        point("a", "1", "b", "y"));
    }

    @Test
    void rangesAreTriedFromEndToEndByTheirScale() {
        assertThat(values(new Domain.Range(-1, 1, false), 5)).containsExactlyInAnyOrder("-1", "-0.5", "0", "0.5", "1");
        assertThat(values(new Domain.Range(1e-5, 0.1, true), 5))
                .containsExactlyInAnyOrder("1e-5", "1e-4", "0.001", "0.01", "0.1");
        assertThat(values(new Domain.Range(1, 3, false), 1)).containsExactly("2");
        assertThat(values(new Domain.Range(2, 2, false), 5)).containsExactly("2");
    }

    @Test
    void stepsComeWholeUnlessTheyAreLogarithmicAndMore() {
        assertThat(values(new Domain.Steps(1, 30, 1, false), 5)).hasSize(30);
        assertThat(values(new Domain.Steps(1, 4, 1, true), 5)).containsExactlyInAnyOrder("1", "2", "3", "4");
        assertThat(values(new Domain.Steps(1, 1000, 1, true), 4)).containsExactlyInAnyOrder("1", "10", "100", "1000");
    }

    @Test
    void aParameterThatIsNotActiveDoesNotMultiplyTheGrid() {
        var space = new Space(List.of(
                new Parameter("model", new Domain.Choices(List.of("tree", "net", "mean"))),
                when("depth", new Domain.Steps(1, 6, 1, false), "model", "tree"),
                when("layers", new Domain.Steps(1, 3, 1, false), "model", "net"),
                when("second", UNIT, "layers", "2", "3"),
                new Parameter("seed", new Domain.Choices(List.of("1", "2")))));
        var grid = new GridSampler(4);
        var points = points(grid, space, 100);

        assertThat(grid.size(space)).hasValue((6 + (1 + 4 + 4) + 1) * 2);
        assertThat(points).hasSize(32).allMatch(space::contains).doesNotHaveDuplicates();
        assertThat(points).contains(point("model", "net", "layers", "3", "second", "1", "seed", "2"));
    }

    @Test
    void manyConditionalParametersAreCountedWithoutBeingListed() {
        var models = IntStream.range(0, 30).mapToObj(i -> "m" + i).toList();
        var parameters = new ArrayList<Parameter>();
        parameters.add(new Parameter("model", new Domain.Choices(models)));
        for (var model : models) {
            parameters.add(when(model + "a", UNIT, "model", model));
            parameters.add(when(model + "b", UNIT, "model", model));
        }
        var space = new Space(parameters);

        assertThat(new GridSampler(10).size(space)).hasValue(30 * 10 * 10);
        assertThat(points(new GridSampler(10), space, 200)).hasSize(200).allMatch(space::contains);
    }

    @Test
    void whatAConstraintRefusesIsLeftOut() {
        var parameters = List.of(
                new Parameter("a", new Domain.Steps(1, 9, 1, false)),
                new Parameter("b", new Domain.Steps(1, 9, 1, false)));
        var equal = new Space(
                parameters,
                List.of(point -> point.values().get("a").equals(point.values().get("b"))));
        var nothing = new Space(parameters, List.of(point -> false));

        assertThat(points(new GridSampler(5), equal, 100)).hasSize(9).allMatch(equal::allows);
        assertThat(new GridSampler(5).next(nothing, 1, History.EMPTY)).isEmpty();
    }

    @Test
    void aSearchThatEndsEarlyHasSeenEveryValue() {
        var parameters = IntStream.range(0, 6)
                .mapToObj(i -> new Parameter("x" + i, UNIT))
                .toList();
        var points = points(new GridSampler(5), new Space(parameters), 100);

        for (var parameter : parameters) {
            assertThat(points.stream()
                            .map(point -> point.values().get(parameter.name()))
                            .distinct())
                    .containsExactlyInAnyOrder("0", "0.25", "0.5", "0.75", "1");
        }
    }

    @Test
    void anEarlierPointOffTheGridChangesNothingAndOneOnItIsNotRepeated() {
        var space = new Space(List.of(new Parameter("x", UNIT)));
        var history = History.EMPTY.with(point("x", "0.1")).with(point("x", "1"));
        var seen = new HashSet<String>();
        while (true) {
            var next = new GridSampler(3).next(space, 4, history);
            if (next.isEmpty()) {
                break;
            }
            seen.add(next.get().values().get("x"));
            history = history.with(next.get());
        }
        assertThat(seen).containsExactlyInAnyOrder("0", "0.5");
    }

    @Test
    void theOrderIsThatOfTheSeed() {
        var space = new Space(List.of(new Parameter("x", new Domain.Steps(1, 50, 1, false))));
        assertThat(points(new GridSampler(5), space, 50, 1)).isEqualTo(points(new GridSampler(5), space, 50, 1));
        assertThat(points(new GridSampler(5), space, 50, 1)).isNotEqualTo(points(new GridSampler(5), space, 50, 2));
    }

    /** 5^26 points are less than 2^62, 5^27 are more. */
    @Test
    void aGridTooLargeToCountIsRefusedAndOneJustBelowIsNot() {
        var parameters = IntStream.range(0, 27)
                .mapToObj(i -> new Parameter("x" + i, UNIT))
                .toList();
        var large = new Space(parameters.subList(0, 26));
        var tooLarge = new Space(parameters);

        assertThat(new GridSampler(5).size(large)).hasValue(1_490_116_119_384_765_625L);
        assertThat(points(new GridSampler(5), large, 1000)).hasSize(1000);
        assertThat(new GridSampler(5).size(tooLarge)).isEmpty();
        assertThatThrownBy(() -> new GridSampler(5).next(tooLarge, 1, History.EMPTY))
                .hasMessageContaining("2^62");
        assertThatThrownBy(() -> new GridSampler(0)).hasMessageContaining("points 0 must be at least 1");
    }

    private static List<String> values(Domain domain, int points) {
        return points(new GridSampler(points), new Space(List.of(new Parameter("x", domain))), 2000).stream()
                .map(point -> point.values().get("x"))
                .toList();
    }

    private static List<Point> points(GridSampler sampler, Space space, int trials) {
        return points(sampler, space, trials, 9);
    }

    private static List<Point> points(GridSampler sampler, Space space, int trials, long seed) {
        return Run.of(sampler, new Problem("any", space, point -> 0, 0), trials, seed, 1).history().trials().stream()
                .map(Trial::point)
                .toList();
    }

    private static Parameter when(String name, Domain domain, String other, String... in) {
        return new Parameter(name, domain, Optional.of(new Parameter.Condition(other, Set.of(in))));
    }

    private static Point point(String... namesAndValues) {
        var values = new LinkedHashMap<String, String>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return new Point(values);
    }
}

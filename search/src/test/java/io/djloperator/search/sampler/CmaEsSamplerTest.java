package io.djloperator.search.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import io.djloperator.search.sampler.cma.Evolution;
import io.djloperator.search.space.Domain;
import io.djloperator.search.space.Parameter;
import io.djloperator.search.space.Point;
import io.djloperator.search.space.Space;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class CmaEsSamplerTest {
    private static final CmaEsSampler SAMPLER = new CmaEsSampler();
    private static final Space PLANE = new Space(List.of(range("x"), range("y")));

    private static Parameter range(String name) {
        return new Parameter(name, new Domain.Range(0, 1, false));
    }

    @Test
    void theSameHistoryGivesTheSamePointAndAnotherSeedAnother() {
        var history = history(PLANE, 20, point -> number(point, "x"));

        assertThat(SAMPLER.next(PLANE, 1, history)).isEqualTo(SAMPLER.next(PLANE, 1, history));
        assertThat(SAMPLER.next(PLANE, 1, history)).isNotEqualTo(SAMPLER.next(PLANE, 2, history));
    }

    @Test
    void theFirstPointsLieAroundTheMiddleAndApart() {
        var history = History.EMPTY;
        for (int i = 0; i < 50; i++) {
            history = history.with(SAMPLER.next(PLANE, 1, history).orElseThrow());
        }

        var points = history.trials().stream().map(Trial::point).toList();
        assertThat(points).doesNotHaveDuplicates();
        assertThat(points.stream()
                        .mapToDouble(point -> number(point, "x"))
                        .average()
                        .orElseThrow())
                .isCloseTo(0.5, offset(0.1));
    }

    @Test
    void failedTrialsAreLeftOutAndStoppedOnesCount() {
        var trials = history(PLANE, 5, point -> number(point, "x")).trials();
        var point = new Point(Map.of("x", "0.1", "y", "0.9"));
        var failed = with(trials, new Trial(6, point, Trial.State.FAILED, List.of(), 6, 0));
        var stopped = with(trials, new Trial(6, point, Trial.State.STOPPED, List.of(0.1), 6, 2));

        assertThat(evolution(failed)).isEqualTo(evolution(trials));
        assertThat(evolution(stopped)).isNotEqualTo(evolution(trials));
    }

    @Test
    void blocksAreMadeInTheOrderInWhichTrialsEnded() {
        var trials = history(PLANE, 12, point -> number(point, "x")).trials();
        var ends = new ArrayList<>(IntStream.rangeClosed(1, 12).boxed().toList());
        Collections.shuffle(ends, new Random(1));
        var shuffled = new ArrayList<Trial>();
        for (var trial : trials) {
            shuffled.add(new Trial(
                    trial.number(), trial.point(), trial.state(), trial.values(), ends.get(trial.number() - 1), 0));
        }
        var firstBlock = shuffled.stream().filter(trial -> trial.ended() <= 6).toList();

        assertThat(evolution(shuffled)).isNotEqualTo(evolution(trials));
        assertThat(evolution(firstBlock).gaussian().generation()).isEqualTo(1);
        assertThat(evolution(shuffled).gaussian().generation()).isEqualTo(2);
        assertThat(evolution(shuffled).bests().get(0))
                .isEqualTo(evolution(firstBlock).bests().get(0));
    }

    @Test
    void theSearchBeginsAtTheBestOfEarlierResults() {
        var earlier = history(PLANE, 30, point -> Math.hypot(number(point, "x") - 0.9, number(point, "y") - 0.1));
        var best = earlier.trials().stream()
                .min((a, b) -> Double.compare(a.value(), b.value()))
                .orElseThrow();

        var start = SAMPLER.evolution(Coordinates.of(PLANE), 1, new History(List.of(), earlier.trials()));

        assertThat(start.gaussian().mean()).isEqualTo(Coordinates.of(PLANE).of(best.point()));
        assertThat(start.gaussian().generation()).isZero();
    }

    @Test
    void allPointsOfASmallGridAreTriedOnce() {
        var step = new Domain.Steps(1, 5, 1, false);
        var space = new Space(List.of(new Parameter("a", step), new Parameter("b", step)));
        var history = History.EMPTY;
        for (int i = 1; i <= 25; i++) {
            history = ended(history, SAMPLER.next(space, 1, history).orElseThrow(), 1);
        }

        assertThat(Draws.tried(history)).hasSize(25);
        assertThat(SAMPLER.next(space, 1, history)).isEmpty();
    }

    /** The grid has 194,481 points, and the distribution is soon narrower than a step: the floor keeps it trying the next values. */
    @Test
    void whatIsSteppedIsFoundToTheStep() {
        var names = List.of("a", "b", "c", "d");
        var space = new Space(names.stream()
                .map(name -> new Parameter(name, new Domain.Steps(0, 20, 1, false)))
                .toList());
        var target = List.of(3, 17, 11, 8);

        var found = LongStream.range(0, 20).filter(seed -> {
            var history = History.EMPTY;
            for (int i = 0; i < 200; i++) {
                var point = SAMPLER.next(space, seed, history).orElseThrow();
                history = ended(
                        history,
                        point,
                        IntStream.range(0, 4)
                                .mapToDouble(j -> Math.pow(number(point, names.get(j)) - target.get(j), 2))
                                .sum());
            }
            return history.results().stream().anyMatch(trial -> trial.value() == 0);
        });

        assertThat(found.count()).isGreaterThanOrEqualTo(18);
    }

    @Test
    void constraintsAndBoundsHoldWhereverTheDistributionLies() {
        var space = new Space(PLANE.parameters(), List.of(point -> number(point, "x") + number(point, "y") < 0.3));
        var history = History.EMPTY;
        for (int i = 0; i < 60; i++) {
            var point = SAMPLER.next(space, 1, history).orElseThrow();
            assertThat(space.contains(point) && space.allows(point)).isTrue();
            history = ended(history, point, number(point, "x") - number(point, "y"));
        }
    }

    @Test
    void aChoiceAndAConditionalNumberFollowTheBestResults() {
        var space = new Space(List.of(
                range("x"),
                range("y"),
                new Parameter("optimizer", new Domain.Choices(List.of("adam", "sgd", "lbfgs"))),
                new Parameter(
                        "momentum",
                        new Domain.Range(0, 1, false),
                        Optional.of(new Parameter.Condition("optimizer", Set.of("sgd"))))));
        var history = history(
                space,
                100,
                point -> point.values().containsKey("momentum") ? Math.abs(number(point, "momentum") - 0.9) : 1);

        var points = LongStream.range(0, 200)
                .mapToObj(seed -> SAMPLER.next(space, seed, history).orElseThrow())
                .toList();
        var momenta = points.stream()
                .filter(point -> point.values().containsKey("momentum"))
                .mapToDouble(point -> number(point, "momentum"))
                .sorted()
                .toArray();

        assertThat(momenta).hasSizeBetween(140, 195);
        assertThat(momenta[momenta.length / 2]).isCloseTo(0.9, offset(0.05));
        assertThat(points).anyMatch(point -> "adam".equals(point.values().get("optimizer")));
    }

    @Test
    void aSingleNumberIsFoundAsWell() {
        var space = new Space(List.of(range("x"), new Parameter("same", new Domain.Range(2, 2, false))));
        var history = History.EMPTY;
        for (int i = 0; i < 60; i++) {
            var point = SAMPLER.next(space, 1, history).orElseThrow();
            history = ended(history, point, Math.abs(number(point, "x") - 0.3));
        }

        assertThat(history.results().stream().skip(30))
                .filteredOn(trial -> trial.value() < 0.05)
                .hasSizeGreaterThan(15);
    }

    @Test
    void aPopulationTooSmallIsRefused() {
        assertThatThrownBy(() -> new CmaEsSampler(OptionalInt.of(3)))
                .hasMessage(
                        "populationSize: 3 must be at least 4; left out, it is chosen after the number of parameters");
    }

    private static Evolution evolution(List<Trial> trials) {
        return SAMPLER.evolution(Coordinates.of(PLANE), 1, new History(trials, List.of()));
    }

    private static List<Trial> with(List<Trial> trials, Trial trial) {
        var more = new ArrayList<>(trials);
        more.add(trial);
        return more;
    }

    private static History history(Space space, int trials, ToDoubleFunction<Point> function) {
        var random = new SplittableRandom(7);
        var history = History.EMPTY;
        for (int i = 0; i < trials; i++) {
            var point = space.at(random.doubles(space.dimensions()).toArray());
            history = ended(history, point, function.applyAsDouble(point));
        }
        return history;
    }

    private static History ended(History history, Point point, double value) {
        int number = history.next();
        var trials = with(history.trials(), new Trial(number, point, Trial.State.COMPLETED, List.of(value), number, 0));
        return new History(trials, history.earlier());
    }

    private static double number(Point point, String name) {
        return Double.parseDouble(point.values().get(name));
    }
}

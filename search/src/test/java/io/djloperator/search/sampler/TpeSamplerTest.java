package io.djloperator.search.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.djloperator.search.space.Domain;
import io.djloperator.search.space.Parameter;
import io.djloperator.search.space.Point;
import io.djloperator.search.space.Space;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class TpeSamplerTest {
    private static final Sampler SAMPLER = new TpeSampler();
    private static final Space PLANE = new Space(List.of(range("x"), range("y")));
    private static final Space TREE = new Space(
            List.of(
                    new Parameter("optimizer", new Domain.Choices(List.of("adam", "sgd"))),
                    new Parameter("rate", new Domain.Range(1e-5, 1, true)),
                    new Parameter("layers", new Domain.Steps(1, 8, 1, false)),
                    new Parameter(
                            "momentum",
                            new Domain.Range(0, 1, false),
                            Optional.of(new Parameter.Condition("optimizer", Set.of("sgd"))))),
            List.of(point -> number(point, "rate") * number(point, "layers") < 0.5));

    @Property(tries = 30)
    void pointsAreContainedAndAllowedAndNewWhateverTheHistory(@ForAll long seed) {
        var random = new SplittableRandom(seed);
        var history = history(TREE, 40, random, seed);
        var point = SAMPLER.next(TREE, seed, history).orElseThrow();

        assertThat(TREE.contains(point)).isTrue();
        assertThat(TREE.allows(point)).isTrue();
        assertThat(Draws.tried(history)).doesNotContain(point);
        assertThat(SAMPLER.next(TREE, seed, history)).contains(point);
    }

    // States and values at random.
    private static History history(Space space, int trials, SplittableRandom random, long seed) {
        var list = new ArrayList<Trial>();
        for (int i = 1; i <= trials; i++) {
            var state = Trial.State.values()[random.nextInt(4)];
            var values = state == Trial.State.COMPLETED || state == Trial.State.STOPPED
                    ? List.of(random.nextDouble(-1e3, 1e3))
                    : List.<Double>of();
            var point = new RandomSampler()
                    .next(space, seed, new History(list, List.of()))
                    .orElseThrow();
            list.add(new Trial(i, point, state, values, state == Trial.State.ACTIVE ? 0 : i, random.nextInt(9)));
        }
        return new History(list, List.of());
    }

    @Test
    void itStartsAsSobolDoes() {
        var history = played(PLANE, point -> number(point, "x"), 9);
        var tenth = new SobolSampler().next(PLANE, 1, history);
        assertThat(SAMPLER.next(PLANE, 1, history)).isEqualTo(tenth);
        assertThat(new TpeSampler(9).next(PLANE, 1, history)).isNotEqualTo(tenth);
    }

    @Test
    void earlierResultsMakeAStartUnnecessary() {
        var earlier = played(PLANE, point -> number(point, "x"), 40).trials();
        var warm = SAMPLER.next(PLANE, 1, new History(List.of(), earlier)).orElseThrow();
        assertThat(warm)
                .isNotEqualTo(new SobolSampler().next(PLANE, 1, History.EMPTY).orElseThrow());
        assertThat(number(warm, "x")).isLessThan(0.3);
    }

    @Test
    void aSpaceIsTriedToItsLastPointAndNoFurther() {
        var space = new Space(
                List.of(
                        new Parameter("a", new Domain.Choices(List.of("1", "2", "3"))),
                        new Parameter("b", new Domain.Steps(1, 9, 1, false))),
                List.of(point -> number(point, "b") > number(point, "a")));
        var history = played(space, point -> number(point, "b"), 30);
        assertThat(history.trials()).hasSize(8 + 7 + 6);
        assertThat(Draws.tried(history)).hasSize(8 + 7 + 6);
    }

    /** One point of a thousand is allowed. */
    @Test
    void narrowConstraintsLeaveNothingToChance() {
        var narrow = new Space(PLANE.parameters(), List.of(point -> number(point, "x") < 0.001));
        for (var trial : played(narrow, point -> number(point, "y"), 30).trials()) {
            assertThat(number(trial.point(), "x")).isLessThan(0.001);
        }
    }

    @Test
    void eightPointsAtOnceAreApart() {
        for (long seed = 0; seed < 10; seed++) {
            var history = played(PLANE, point -> Math.hypot(number(point, "x") - 0.3, number(point, "y") - 0.7), 40);
            var points = new ArrayList<Point>();
            for (int i = 0; i < 8; i++) {
                var point = SAMPLER.next(PLANE, seed, history).orElseThrow();
                for (var other : points) {
                    assertThat(distance(point, other)).as("seed %d", seed).isGreaterThan(0.002);
                }
                points.add(point);
                history = history.with(point);
            }
        }
    }

    /** Thirty trials are under way where the good ones are: the next goes elsewhere more often than if they were not. */
    @Test
    void trialsUnderWayKeepOthersOff() {
        var history = played(PLANE, point -> Math.hypot(number(point, "x") - 0.3, number(point, "y") - 0.7), 40);
        var crowded = history;
        var random = new SplittableRandom(1);
        for (int i = 0; i < 30; i++) {
            crowded =
                    crowded.with(PLANE.at(new double[] {random.nextDouble(0.25, 0.35), random.nextDouble(0.65, 0.75)}));
        }
        assertThat(meanDistance(crowded)).isGreaterThan(2 * meanDistance(history));
    }

    private static double meanDistance(History history) {
        var target = PLANE.at(new double[] {0.3, 0.7});
        double sum = 0;
        for (long seed = 0; seed < 40; seed++) {
            sum += distance(SAMPLER.next(PLANE, seed, history).orElseThrow(), target) / 40;
        }
        return sum;
    }

    @Test
    void aNegativeStartIsRefused() {
        assertThatThrownBy(() -> new TpeSampler(-1)).hasMessage("startupTrials -1 must be 0 or more");
        assertThat(new TpeSampler(0).next(PLANE, 1, History.EMPTY)).isPresent();
    }

    private static History played(Space space, ToDoubleFunction<Point> function, int most) {
        var trials = new ArrayList<Trial>();
        for (int i = 1; i <= most; i++) {
            var point = SAMPLER.next(space, 1, new History(trials, List.of()));
            if (point.isEmpty()) {
                break;
            }
            var values = List.of(function.applyAsDouble(point.get()));
            trials.add(new Trial(i, point.get(), Trial.State.COMPLETED, values, i, 0));
        }
        return new History(trials, List.of());
    }

    private static double distance(Point a, Point b) {
        return Math.hypot(number(a, "x") - number(b, "x"), number(a, "y") - number(b, "y"));
    }

    private static double number(Point point, String name) {
        return Double.parseDouble(point.values().get(name));
    }

    private static Parameter range(String name) {
        return new Parameter(name, new Domain.Range(0, 1, false));
    }
}

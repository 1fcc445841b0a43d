package io.djloperator.search.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.djloperator.search.space.Domain;
import io.djloperator.search.space.Parameter;
import io.djloperator.search.space.Point;
import io.djloperator.search.space.Space;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class GpSamplerTest {
    private static final GpSampler GP = new GpSampler(8);
    private static final Space SQUARE = square(List.of());

    private static Space square(List<Predicate<Point>> constraints) {
        return new Space(
                List.of(
                        new Parameter("x", new Domain.Range(0, 1, false)),
                        new Parameter("y", new Domain.Range(0, 1, false))),
                constraints);
    }

    private static double at(Point point, String name) {
        return Double.parseDouble(point.values().get(name));
    }

    /** Least at (0.3, 0.7). */
    private static double bowl(Point point) {
        return Math.pow(at(point, "x") - 0.3, 2) + Math.pow(at(point, "y") - 0.7, 2);
    }

    /** What has become of each point of the sequence; where it fails, it has no value. */
    private static History played(Space space, int trials, Predicate<Point> fails) {
        var history = History.EMPTY;
        for (int i = 0; i < trials; i++) {
            var point = GP.next(space, 1, history).orElseThrow();
            var ended = new ArrayList<>(history.trials());
            boolean isFailed = fails.test(point);
            ended.add(new Trial(
                    i + 1,
                    point,
                    isFailed ? Trial.State.FAILED : Trial.State.COMPLETED,
                    isFailed ? List.of() : List.of(bowl(point)),
                    i + 1,
                    0));
            history = new History(ended, List.of());
        }
        return history;
    }

    @Test
    void untilThereAreResultsPointsAreSobols() {
        var history = played(SQUARE, 7, point -> false);
        assertThat(GP.next(SQUARE, 1, history)).isEqualTo(new SobolSampler().next(SQUARE, 1, history));
    }

    @Test
    void resultsOfEarlierSearchesCount() {
        var earlier = new History(List.of(), played(SQUARE, 20, point -> false).trials());
        assertThat(bowl(GP.next(SQUARE, 1, earlier).orElseThrow())).isLessThan(1e-3);
    }

    @Test
    void theSameArgumentsGiveTheSamePoint() {
        var history = played(SQUARE, 12, point -> false);
        assertThat(GP.next(SQUARE, 1, history))
                .isEqualTo(new GpSampler(8).next(SQUARE, 1, new History(history.trials(), history.earlier())));
    }

    @Test
    void aBowlsBottomIsFound() {
        var best = played(SQUARE, 16, point -> false).results().stream()
                .mapToDouble(Trial::value)
                .min();
        assertThat(best.orElseThrow()).isLessThan(1e-4);
    }

    /** The bottom is known so well that points which know nothing of each other lie closer together. */
    private static double leastDistance(List<Point> points) {
        double least = Double.POSITIVE_INFINITY;
        for (var a : points) {
            for (var b : points) {
                double distance = Math.hypot(at(a, "x") - at(b, "x"), at(a, "y") - at(b, "y"));
                least = a == b ? least : Math.min(least, distance);
            }
        }
        return least;
    }

    @Test
    void constraintsHold() {
        var half = square(List.of(point -> at(point, "x") + at(point, "y") < 0.6));
        var history = played(half, 20, point -> false);
        assertThat(history.trials()).allMatch(trial -> half.allows(trial.point()));
        assertThat(history.results().stream().mapToDouble(Trial::value).min().orElseThrow())
                .isLessThan(0.09);
    }

    /** The bottom of the bowl lies where every trial fails: a sampler that forgets failures would try nothing else. */
    @Test
    void aRegionInWhichTrialsFailIsLeft() {
        var history = played(SQUARE, 40, point -> at(point, "x") < 0.5);
        var last = history.trials().subList(20, 40);
        assertThat(last.stream()
                        .filter(trial -> trial.state() == Trial.State.FAILED)
                        .count())
                .isLessThan(10);
        assertThat(history.results().stream().mapToDouble(Trial::value).min().orElseThrow())
                .isBetween(0.04, 0.05);
    }

    @Test
    void everyPointOfAFiniteSpaceIsTriedOnce() {
        var finite = new Space(List.of(
                new Parameter("x", new Domain.Steps(0, 1, 0.25, false)),
                new Parameter("y", new Domain.Steps(0, 1, 0.25, false))));
        var history = played(finite, 25, point -> false);
        assertThat(new HashSet<>(history.trials().stream().map(Trial::point).toList()))
                .hasSize(25);
        assertThat(GP.next(finite, 1, history)).isEmpty();
    }

    @Test
    void aStoppedTrialCounts() {
        var trials = new ArrayList<>(played(SQUARE, 10, point -> false).trials());
        var best = new Point(Map.of("x", "0.9", "y", "0.1"));
        trials.add(new Trial(11, best, Trial.State.STOPPED, List.of(-1.0), 11, 3));
        var next = GP.next(SQUARE, 1, new History(trials, List.of())).orElseThrow();
        assertThat(Math.hypot(at(next, "x") - 0.9, at(next, "y") - 0.1)).isLessThan(0.4);
    }

    @Test
    void noStartupIsRefused() {
        assertThatThrownBy(() -> new GpSampler(0)).hasMessageContaining("startupTrials: 0 must be at least 1");
    }
}

package io.djloperator.search.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.djloperator.search.sampler.History;
import io.djloperator.search.sampler.ParetoSet;
import io.djloperator.search.sampler.RandomSampler;
import io.djloperator.search.sampler.Sampler;
import io.djloperator.search.sampler.TpeSampler;
import io.djloperator.search.sampler.Trial;
import io.djloperator.search.space.Domain;
import io.djloperator.search.space.Parameter;
import io.djloperator.search.space.Point;
import io.djloperator.search.space.Space;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Two objectives: the test functions ZDT1 and ZDT2 of Zitzler, Deb and Thiele (2000) in six dimensions; 20 seeds, 100 trials each. */
class TpeParetoQualityTest {
    private static final int DIMENSIONS = 6;
    private static final int TRIALS = 100;
    // Worse than all that random points have found.
    private static final double[] REFERENCE = {1.1, 7};
    private static final Space SPACE = new Space(IntStream.range(0, DIMENSIONS)
            .mapToObj(i -> new Parameter("x" + i, new Domain.Range(0, 1, false)))
            .toList());

    @Test
    void itBeatsRandom() {
        for (double exponent : new double[] {0.5, 2}) {
            assertThat(isBetterThanRandom(new TpeSampler(), exponent)).isTrue();
        }
    }

    @Test
    void neitherRandomNorAConstantWouldPass() {
        Sampler otherSeeds = (space, seed, history) -> new RandomSampler().next(space, seed + 1000, history);
        Sampler constant = (space, seed, history) -> {
            var middle = new double[DIMENSIONS];
            Arrays.fill(middle, 0.5);
            return Optional.of(space.at(middle));
        };
        assertThat(isBetterThanRandom(otherSeeds, 0.5)).isFalse();
        assertThat(isBetterThanRandom(constant, 0.5)).isFalse();
    }

    private static boolean isBetterThanRandom(Sampler sampler, double exponent) {
        // The test is of which is less, and a hypervolume is to be large.
        var ours = negativeHypervolumes(sampler, exponent);
        var random = negativeHypervolumes(new RandomSampler(), exponent);
        return Samples.median(ours) < Samples.median(random) && Samples.pLess(ours, random) < 0.01;
    }

    private static double[] negativeHypervolumes(Sampler sampler, double exponent) {
        return LongStream.range(0, Problem.SEEDS)
                .mapToDouble(seed -> -ParetoSet.hypervolume(values(sampler, seed, exponent), REFERENCE))
                .toArray();
    }

    private static double[][] values(Sampler sampler, long seed, double exponent) {
        var trials = new ArrayList<Trial>();
        var values = new double[TRIALS][];
        for (int i = 0; i < TRIALS; i++) {
            var point =
                    sampler.next(SPACE, seed, new History(trials, List.of())).orElseThrow();
            values[i] = zdt(point, exponent);
            trials.add(new Trial(i + 1, point, Trial.State.COMPLETED, List.of(values[i][0], values[i][1]), i + 1, 0));
        }
        return values;
    }

    private static double[] zdt(Point point, double exponent) {
        var x = IntStream.range(0, DIMENSIONS)
                .mapToDouble(i -> Double.parseDouble(point.values().get("x" + i)))
                .toArray();
        double g = 1 + 9 * Arrays.stream(x).skip(1).sum() / (DIMENSIONS - 1);
        return new double[] {x[0], g * (1 - Math.pow(x[0] / g, exponent))};
    }
}

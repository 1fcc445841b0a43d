package io.djloperator.search.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.djloperator.search.sampler.RandomSampler;
import io.djloperator.search.sampler.Sampler;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SamplesTest {
    @Test
    void theMedianIsTheMiddleValue() {
        assertThat(Samples.median(new double[] {9, 1, 4})).isEqualTo(4);
        assertThat(Samples.median(new double[] {9, 1, 4, 2})).isEqualTo(3);
    }

    /** All three pairs are the other way round: one of the 20 ways to deal six ranks to two threes. */
    @Test
    void aCompleteOrderOfTwoThreesHasOneWayInTwenty() {
        double[] low = {1, 2, 3};
        double[] high = {4, 5, 6};
        assertThat(Samples.pLess(low, high)).isCloseTo(1 / 20.0, offset(1e-12));
        assertThat(Samples.pLess(high, low)).isCloseTo(19 / 20.0, offset(1e-12));
    }

    /** The males' and females' ages at diagnosis of SciPy's documentation of {@code mannwhitneyu}: U = 17 and 3, two-sided p = 0.1111 exact. */
    @Test
    void theDiabetesExampleOfSciPyHasItsValue() {
        double[] males = {19, 22, 16, 29, 24};
        double[] females = {20, 11, 17, 12};
        assertThat(Samples.pLess(females, males)).isCloseTo(0.1111111111111111 / 2, offset(1e-12));
    }

    /** Against SciPy 1.17.1, {@code mannwhitneyu(…, alternative='less', method='asymptotic')}. */
    @Test
    void tiesAreCorrected() {
        double[] ours = {1, 1, 2, 2, 3, 3};
        double[] theirs = {2, 3, 3, 4, 4, 5};
        assertThat(Samples.pLess(ours, theirs)).isCloseTo(0.019696635114928803, offset(1e-9));
    }

    @Test
    void randomDoesNotBeatRandom() {
        Sampler otherSeeds = (space, seed, history) -> new RandomSampler().next(space, seed + 1000, history);
        for (var problem : Problems.ALL) {
            assertThat(Samples.pLess(problem.best(otherSeeds, 100), problem.best(new RandomSampler(), 100)))
                    .as(problem.name())
                    .isGreaterThan(0.05);
        }
    }

    /** Where it does, a test against random proves nothing about a sampler that begins there. */
    @Test
    void theMiddleBeatsRandomOnRosenbrockOnly() {
        for (var problem : Problems.ALL) {
            var middle = new double[Problem.SEEDS];
            Arrays.fill(middle, problem.middle());
            boolean isBeaten = Samples.pLess(middle, problem.best(new RandomSampler(), 100)) < 0.05;
            assertThat(isBeaten).as(problem.name()).isEqualTo(problem == Problems.ROSENBROCK_10);
        }
    }
}

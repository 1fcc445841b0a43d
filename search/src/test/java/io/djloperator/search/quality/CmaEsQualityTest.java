package io.djloperator.search.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.djloperator.search.sampler.CmaEsSampler;
import io.djloperator.search.sampler.RandomSampler;
import io.djloperator.search.sampler.Sampler;
import io.djloperator.search.sampler.Trial;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * 20 seeds of 100 trials.
 */
class CmaEsQualityTest {
    private static final int TRIALS = 100;
    private static final Problem GROUND = Problems.ROSENBROCK_10;
    private static final double[] RANDOM = GROUND.best(new RandomSampler(), TRIALS);

    /** The middle of the space, where the search begins, beats random points by itself; the search must come to much less. */
    private static boolean isGood(double[] best) {
        return Samples.pLess(best, RANDOM) < 0.01 && Samples.median(best) < GROUND.middle() / 2;
    }

    @Test
    void itBeatsRandomOnItsHomeGround() {
        assertThat(isGood(GROUND.best(new CmaEsSampler(), TRIALS))).isTrue();
    }

    @Test
    void randomAndConstantSamplersFailTheSameJudgement() {
        var middle = new double[GROUND.space().dimensions()];
        Arrays.fill(middle, 0.5);
        Sampler constant = (space, seed, history) -> Optional.of(space.at(middle));
        Sampler otherSeeds = (space, seed, history) -> new RandomSampler().next(space, seed + 1000, history);

        assertThat(isGood(GROUND.best(otherSeeds, TRIALS))).isFalse();
        assertThat(isGood(GROUND.best(constant, TRIALS))).isFalse();
    }

    @Test
    void eightAtOnceStillConvergeAndNoPointIsTriedTwice() {
        assertThat(isGood(GROUND.best(new CmaEsSampler(), TRIALS, 8))).isTrue();
        for (var problem : Problems.ALL) {
            var points = Run.of(new CmaEsSampler(), problem, TRIALS, 1, 8).history().trials().stream()
                    .map(Trial::point);
            assertThat(points).as(problem.name()).doesNotHaveDuplicates();
        }
    }

    @Test
    void itBeatsRandomElsewhereToo() {
        for (var problem : Problems.ALL) {
            var ours = problem.best(new CmaEsSampler(), TRIALS);
            assertThat(Samples.pLess(ours, problem.best(new RandomSampler(), TRIALS)))
                    .as(problem.name())
                    .isLessThan(0.01);
        }
    }
}

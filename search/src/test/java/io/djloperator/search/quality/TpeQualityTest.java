package io.djloperator.search.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.djloperator.search.sampler.RandomSampler;
import io.djloperator.search.sampler.Sampler;
import io.djloperator.search.sampler.TpeSampler;
import io.djloperator.search.sampler.Trial;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** 20 seeds of 100 trials. */
class TpeQualityTest {
    private static final int TRIALS = 100;
    private static final Sampler TPE = new TpeSampler(10);
    private static final List<Problem> HOME_GROUND =
            List.of(Problems.MIXED, Problems.HARTMANN_6, Problems.ROSENBROCK_10);

    /** Better than random points, and than the middle of the space. */
    private static boolean isGood(Sampler sampler, Problem problem, int parallelism) {
        var best = problem.best(sampler, TRIALS, parallelism);
        return Samples.pLess(best, problem.best(new RandomSampler(), TRIALS)) < 0.01
                && Samples.median(best) < problem.middle();
    }

    @Test
    void itBeatsRandomOnItsHomeGround() {
        assertThat(HOME_GROUND).allMatch(problem -> isGood(TPE, problem, 1));
    }

    @Test
    void randomAndConstantSamplersFailTheSameJudgement() {
        Sampler otherSeeds = (space, seed, history) -> new RandomSampler().next(space, seed + 1000, history);
        Sampler constant = (space, seed, history) -> {
            var middle = new double[space.dimensions()];
            Arrays.fill(middle, 0.5);
            return Optional.of(space.at(middle));
        };
        assertThat(HOME_GROUND).noneMatch(problem -> isGood(otherSeeds, problem, 1));
        assertThat(HOME_GROUND).noneMatch(problem -> isGood(constant, problem, 1));
    }

    @Test
    void eightAtOnceStillBeatRandomAndNoPointIsTriedTwice() {
        assertThat(isGood(TPE, Problems.MIXED, 8)).isTrue();
        for (var problem : Problems.ALL) {
            assertThat(Run.of(TPE, problem, TRIALS, 1, 8).history().trials().stream()
                            .map(Trial::point))
                    .as(problem.name())
                    .doesNotHaveDuplicates();
        }
    }
}

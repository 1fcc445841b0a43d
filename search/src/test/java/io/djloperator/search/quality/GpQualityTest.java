package io.djloperator.search.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.djloperator.search.sampler.GpSampler;
import io.djloperator.search.sampler.RandomSampler;
import io.djloperator.search.sampler.Sampler;
import io.djloperator.search.sampler.Trial;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** 20 seeds; Branin in 60 trials, Hartmann-6 in 100. */
class GpQualityTest {
    private static final Sampler GP = new GpSampler(10);

    /** How many of 20 seeds come within 0.01 of Branin's optimum in 60 trials. */
    private static long solved(Sampler sampler) {
        return Arrays.stream(Problems.BRANIN.best(sampler, 60))
                .filter(best -> best - Problems.BRANIN.optimum() < 0.01)
                .count();
    }

    @Test
    void itFindsBraninsOptimumInSixtyTrials() {
        assertThat(solved(GP)).isGreaterThanOrEqualTo(18);
    }

    @Test
    void itBeatsRandomOnHartmann6() {
        assertThat(isGood(GP)).isTrue();
    }

    private static boolean isGood(Sampler sampler) {
        var best = Problems.HARTMANN_6.best(sampler, 100);
        return Samples.pLess(best, Problems.HARTMANN_6.best(new RandomSampler(), 100)) < 0.01
                && Samples.median(best) < Problems.HARTMANN_6.middle();
    }

    @Test
    void randomAndConstantSamplersFailTheSameJudgement() {
        Sampler otherSeeds = (space, seed, history) -> new RandomSampler().next(space, seed + 1000, history);
        Sampler constant = (space, seed, history) -> {
            var middle = new double[space.dimensions()];
            Arrays.fill(middle, 0.5);
            return Optional.of(space.at(middle));
        };
        assertThat(solved(otherSeeds)).isLessThan(18);
        assertThat(solved(constant)).isLessThan(18);
        assertThat(isGood(otherSeeds)).isFalse();
        assertThat(isGood(constant)).isFalse();
    }

    @Test
    void eightAtOnceAreKeptApart() {
        for (var problem : Problems.ALL) {
            assertThat(Run.of(GP, problem, 60, 1, 8).history().trials().stream().map(Trial::point))
                    .as(problem.name())
                    .doesNotHaveDuplicates();
        }
    }
}

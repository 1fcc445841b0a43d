package io.djloperator.operator.search;

import io.djloperator.api.v1alpha1.SearchAlgorithm;
import io.djloperator.api.v1alpha1.TrainingJob;
import io.djloperator.search.sampler.CmaEsSampler;
import io.djloperator.search.sampler.GpSampler;
import io.djloperator.search.sampler.GridSampler;
import io.djloperator.search.sampler.RandomSampler;
import io.djloperator.search.sampler.Sampler;
import io.djloperator.search.sampler.SobolSampler;
import io.djloperator.search.sampler.TpeSampler;
import io.djloperator.search.space.Space;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What follows from a search's spec alone.
 *
 * @param rule by which trials are stopped, if any
 */
record SearchSetup(Space space, Sampler sampler, Optional<StopRule> rule) {
    /** @throws BadSearch where the spec describes no search that could be run */
    static SearchSetup of(TrainingJob job) {
        var search = job.getSpec().search();
        return new SearchSetup(SearchSpace.of(search), sampler(search.algorithm()), StopRule.of(job.getSpec()));
    }

    private static Sampler sampler(SearchAlgorithm algorithm) {
        if (algorithm.grid() != null) {
            return new GridSampler(algorithm.grid().points());
        }
        if (algorithm.random() != null) {
            return new RandomSampler();
        }
        if (algorithm.sobol() != null) {
            return new SobolSampler();
        }
        if (algorithm.gp() != null) {
            return new GpSampler(algorithm.gp().startupTrials());
        }
        if (algorithm.cmaEs() != null) {
            var size = algorithm.cmaEs().populationSize();
            return new CmaEsSampler(size == null ? OptionalInt.empty() : OptionalInt.of(size));
        }
        return new TpeSampler(algorithm.tpe().startupTrials());
    }
}

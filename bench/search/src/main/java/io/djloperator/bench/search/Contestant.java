package io.djloperator.bench.search;

import io.djloperator.search.sampler.CmaEsSampler;
import io.djloperator.search.sampler.GpSampler;
import io.djloperator.search.sampler.GridSampler;
import io.djloperator.search.sampler.RandomSampler;
import io.djloperator.search.sampler.Sampler;
import io.djloperator.search.sampler.SobolSampler;
import io.djloperator.search.sampler.TpeSampler;

/** What is measured: a line for each sampler. */
public enum Contestant {
    RANDOM(new RandomSampler()),
    SOBOL(new SobolSampler()),
    GRID(new GridSampler(5)),
    TPE(new TpeSampler()),
    GP(new GpSampler(10)),
    CMA_ES(new CmaEsSampler());

    private final Sampler sampler;

    Contestant(Sampler sampler) {
        this.sampler = sampler;
    }

    /** As shipped, with its defaults. */
    public Sampler sampler() {
        return sampler;
    }
}

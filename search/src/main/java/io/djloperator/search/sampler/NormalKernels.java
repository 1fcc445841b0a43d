package io.djloperator.search.sampler;

import java.util.random.RandomGenerator;

/** Kernels of a continuous parameter. */
record NormalKernels(TruncatedNormal[] kernels) implements Kernels {
    @Override
    public double draw(int kernel, RandomGenerator random) {
        return kernels[kernel].draw(random);
    }

    @Override
    public void addLogDensities(double unit, double[] sums) {
        for (int k = 0; k < kernels.length; k++) {
            sums[k] += kernels[k].logDensity(unit);
        }
    }
}

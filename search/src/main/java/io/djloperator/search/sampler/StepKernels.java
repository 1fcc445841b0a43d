package io.djloperator.search.sampler;

import io.djloperator.search.space.Domain;
import java.util.random.RandomGenerator;

/** Kernels of a parameter whose values have a fixed distance: each value has the probability of the coordinates that are rounded to it. */
record StepKernels(TruncatedNormal[] kernels, Domain.Steps domain) implements Kernels {
    @Override
    public double draw(int kernel, RandomGenerator random) {
        return kernels[kernel].draw(random);
    }

    @Override
    public void addLogDensities(double unit, double[] sums) {
        double value = Double.parseDouble(domain.at(unit));
        double low = coordinate(value - domain.step() / 2);
        double high = coordinate(value + domain.step() / 2);
        for (int k = 0; k < kernels.length; k++) {
            sums[k] += Math.log(kernels[k].mass(low, high));
        }
    }

    private double coordinate(double number) {
        return domain.unit(Double.toString(number));
    }
}

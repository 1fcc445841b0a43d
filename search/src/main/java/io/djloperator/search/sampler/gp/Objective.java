package io.djloperator.search.sampler.gp;

/** A differentiable function to be made small. */
interface Objective {
    /**
     * Its value; positive infinity where there is none.
     *
     * @param gradient is filled with the derivatives where the value is finite
     */
    double at(double[] x, double[] gradient);
}

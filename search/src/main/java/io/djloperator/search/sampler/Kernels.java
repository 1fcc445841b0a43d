package io.djloperator.search.sampler;

import io.djloperator.search.space.Domain;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/** One parameter's factor of each kernel of a {@link ParzenEstimator}. */
sealed interface Kernels permits NormalKernels, StepKernels, ChoiceKernels {
    /** A coordinate drawn from the kernel of this number. */
    double draw(int kernel, RandomGenerator random);

    /** Adds to {@code sums} what each kernel has at coordinate {@code unit}: the logarithm of its density, or of its probability where the domain is finite. */
    void addLogDensities(double unit, double[] sums);

    /**
     * A kernel around each of {@code centres}.
     *
     * @param centres a coordinate from 0 to 1, or NaN for a kernel that knows nothing of this parameter and takes the prior
     * @param dimensions of the whole space
     */
    static Kernels around(double[] centres, Domain domain, int dimensions) {
        if (domain instanceof Domain.Choices choices) {
            return ChoiceKernels.around(centres, choices.values().size());
        }
        double deviation = Bandwidth.of(centres, dimensions);
        var kernels = Arrays.stream(centres)
                .mapToObj(
                        centre -> Double.isNaN(centre) ? TruncatedNormal.PRIOR : TruncatedNormal.of(centre, deviation))
                .toArray(TruncatedNormal[]::new);
        return domain instanceof Domain.Steps steps ? new StepKernels(kernels, steps) : new NormalKernels(kernels);
    }
}

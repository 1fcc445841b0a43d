package io.djloperator.search.sampler;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Kernels of a parameter whose values have no order, after Aitchison and Aitken, <i>Multivariate binary discrimination by the kernel method</i>, Biometrika 1976: most on the value that was
 * seen, the same on each of the others.
 *
 * @param seen the number of the value that each kernel stands on; {@link #NONE} where all values have the same probability
 * @param other the probability of each value that was not seen
 */
record ChoiceKernels(int[] seen, int choices, double other) implements Kernels {
    private static final int NONE = -1;

    /** The more kernels there are, the less each leaves to the values that it does not stand on: together they leave as much as one trial weighs, as Optuna has it. */
    static ChoiceKernels around(double[] centres, int choices) {
        var seen = Arrays.stream(centres)
                .mapToInt(centre -> Double.isNaN(centre) ? NONE : (int) (centre * choices))
                .toArray();
        long observed = Arrays.stream(seen).filter(choice -> choice != NONE).count();
        return new ChoiceKernels(seen, choices, 1 / (observed + 1.0 + choices));
    }

    @Override
    public double draw(int kernel, RandomGenerator random) {
        double rest = random.nextDouble();
        int choice = 0;
        while (choice < choices - 1 && rest >= mass(kernel, choice)) {
            rest -= mass(kernel, choice);
            choice++;
        }
        return (choice + 0.5) / choices;
    }

    private double mass(int kernel, int choice) {
        if (seen[kernel] == NONE) {
            return 1.0 / choices;
        }
        return seen[kernel] == choice ? 1 - (choices - 1) * other : other;
    }

    @Override
    public void addLogDensities(double unit, double[] sums) {
        int choice = (int) (unit * choices);
        for (int k = 0; k < seen.length; k++) {
            sums[k] += Math.log(mass(k, choice));
        }
    }
}

package io.djloperator.search.sampler.gp;

import java.util.Arrays;
import java.util.List;

/**
 * A process that stands for the function that is searched.
 *
 * @param sample what has ended
 * @param awaited the rows of what is under way
 * @param process made of the sample, and of what is under way as if it had ended with the value that is expected of it: the "Kriging believer" of Ginsbourger, Le Riche and Carraro,
 *     "Kriging Is Well-Suited to Parallelize Optimization" (2010). Nothing is to be learnt near those places any more, so the next lies elsewhere
 */
record Surrogate(Sample sample, Hyperparameters parameters, List<double[]> awaited, GaussianProcess process) {
    static Surrogate of(Sample sample, Hyperparameters parameters, List<double[]> awaited) {
        var process = GaussianProcess.of(sample, parameters);
        if (awaited.isEmpty()) {
            return new Surrogate(sample, parameters, awaited, process);
        }
        var believed =
                sample.with(awaited, awaited.stream().mapToDouble(process::mean).toArray());
        return new Surrogate(sample, parameters, awaited, GaussianProcess.of(believed, parameters));
    }

    /** The same with less confidence that what was seen holds far away. */
    Surrogate withLengthsTimes(double factor) {
        var lengths = Arrays.stream(parameters.lengths())
                .map(length -> length * factor)
                .toArray();
        return of(sample, new Hyperparameters(lengths, parameters.signal(), parameters.noise()), awaited);
    }

    /** The least mean of any trial that has ended: noise makes the least value itself too good. */
    double best() {
        return Arrays.stream(sample.rows()).mapToDouble(process::mean).min().orElseThrow();
    }

    /** Whether the value at {@code row} is known so well that only its noise would be learnt there. */
    boolean isKnown(double[] row) {
        return process.at(row).variance() < parameters.noise() / 4;
    }
}

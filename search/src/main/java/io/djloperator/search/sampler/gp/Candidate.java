package io.djloperator.search.sampler.gp;

import java.util.Comparator;

/**
 * A place that may be tried.
 *
 * @param unit its coordinates, each at a value of its parameter
 * @param value the logarithm of the improvement to expect there
 */
record Candidate(double[] unit, double value) {
    static final Comparator<Candidate> BEST_FIRST =
            Comparator.comparingDouble(Candidate::value).reversed();

    /** Whether no coordinate differs by {@code distance}. */
    boolean isNear(Candidate other, double distance) {
        for (int i = 0; i < unit.length; i++) {
            if (Math.abs(unit[i] - other.unit[i]) >= distance) {
                return false;
            }
        }
        return true;
    }
}

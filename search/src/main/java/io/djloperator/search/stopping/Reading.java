package io.djloperator.search.stopping;

/**
 * The objective's value that a training reported at the end of an epoch.
 *
 * @param epoch the first is 1
 * @param value to be made small; infinity stands for every value that is no finite number, as of a training that diverged: it is worse than any other
 */
public record Reading(int epoch, double value) {
    /** Takes NaN and both infinities for the worst value. */
    public Reading {
        value = Double.isFinite(value) ? value : Double.POSITIVE_INFINITY;
    }

    boolean isNumber() {
        return Double.isFinite(value);
    }
}

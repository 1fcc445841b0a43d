package io.djloperator.search.stopping;

/**
 * Ends a training that is hopeless, with no others to compare with: one whose value, from some epoch on, is worse than a bound, or at any time is no finite number.
 *
 * @param epochs from which epoch on the bound holds; at least 1
 * @param bound the worst value that is let pass
 */
public record Threshold(int epochs, double bound) {
    /** @throws IllegalArgumentException where a bound is not kept */
    public Threshold {
        if (epochs < 1) {
            throw new IllegalArgumentException("epochs: %d must be at least 1".formatted(epochs));
        }
        if (!Double.isFinite(bound)) {
            throw new IllegalArgumentException("bound: %s must be a finite number".formatted(bound));
        }
    }

    /** Whether to end a training that reported this. */
    public boolean isBrokenBy(Reading reading) {
        return !reading.isNumber() || (reading.epoch() >= epochs && reading.value() > bound);
    }
}

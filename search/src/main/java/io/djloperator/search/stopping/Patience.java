package io.djloperator.search.stopping;

/**
 * Ends a training that gets no better, by itself and with no others to compare with: when so many epochs have passed since the last that was better than the best
 * before by more than {@code minDelta} (Goodfellow, Bengio, Courville 2016, Deep Learning, algorithm 7.1).
 *
 * @param epochs how many epochs to wait; at least 1
 * @param minDelta what counts as better, in the objective's unit; at least 0
 */
public record Patience(int epochs, double minDelta) {
    /** @throws IllegalArgumentException where a bound is not kept */
    public Patience {
        if (epochs < 1) {
            throw new IllegalArgumentException("patience: %d must be at least 1 epoch".formatted(epochs));
        }
        if (!(minDelta >= 0) || Double.isInfinite(minDelta)) {
            throw new IllegalArgumentException(
                    "minDelta: %s must be a finite number of at least 0".formatted(minDelta));
        }
    }

    /** What is remembered of a training: the best value and the epoch that it is of. Many small steps that together make {@code minDelta} count as one. */
    public record Best(int epoch, double value) {
        /** Before the first reading: a training that never has a number is waited for as long as one that gets no better. */
        public static final Best NONE = new Best(0, Double.POSITIVE_INFINITY);
    }

    /** What to remember after one more reading; one that comes twice changes nothing. */
    public Best remember(Best before, Reading reading) {
        return reading.value() < before.value() - minDelta ? new Best(reading.epoch(), reading.value()) : before;
    }

    /**
     * Whether to end a training.
     *
     * @param best with all readings up to {@code epoch}
     * @param epoch of the latest reading
     */
    public boolean isOver(Best best, int epoch) {
        return epoch - best.epoch() >= epochs;
    }
}

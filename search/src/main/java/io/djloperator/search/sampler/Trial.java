package io.djloperator.search.sampler;

import io.djloperator.search.space.Point;
import java.util.List;

/**
 * One trial of a search as a sampler sees it.
 *
 * @param number the first is 1
 * @param values one for each objective, each to be made small: what is to be made large comes with its sign changed. Empty while the trial is active and where it has
 *     failed. Of a stopped trial: the last that it reported
 * @param ended how many trials ended before this one, and itself: the order in which results came; 0 while it is active
 * @param epochs how far a stopped trial came; 0 where nobody knows
 */
public record Trial(int number, Point point, State state, List<Double> values, int ended, int epochs) {
    /** What has become of a trial. */
    public enum State {
        /** Has been given out and has not ended. */
        ACTIVE,
        /** Ran to its end. */
        COMPLETED,
        /** Was stopped early: its values are those of a shorter training. */
        STOPPED,
        /** Has no value. */
        FAILED
    }

    /** @throws IllegalArgumentException where a value is not finite, or is missing for a trial that has one */
    public Trial {
        values = List.copyOf(values);
        boolean hasValues = state == State.COMPLETED || state == State.STOPPED;
        if (values.isEmpty() == hasValues || values.stream().anyMatch(value -> !Double.isFinite(value))) {
            throw new IllegalArgumentException("values of a trial that is %s: %s".formatted(state, values));
        }
    }

    /** Whether the trial has values. */
    public boolean isResult() {
        return !values.isEmpty();
    }

    /** The value of the first objective. */
    public double value() {
        return values.get(0);
    }
}

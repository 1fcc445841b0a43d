package io.djloperator.search.stopping;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is remembered of a trial's learning curve, and all that stopping rules judge by: at most {@value #MOST} values and three more numbers, however long the
 * training is.
 *
 * @param values by the epoch of the rung, of the rungs reached so far. What a value is depends on the rule that {@linkplain StoppingRule#remember remembers} it. It is
 *     that of the first reading at or after the rung's epoch and never changes
 * @param epoch of the latest reading; 0 before the first
 * @param mean the running average up to {@code epoch}. A reading stands for all epochs since the one before: where some were not seen, those that were do not count
 *     for less
 * @param best the least value of all readings; infinity before the first
 */
public record Rungs(SortedMap<Integer, Double> values, int epoch, double mean, double best) {
    /** How many rungs a rule may have. */
    public static final int MOST = 9;

    /** Of a trial that has reported nothing. */
    public static final Rungs NONE = new Rungs(new TreeMap<>(), 0, 0, Double.POSITIVE_INFINITY);

    /** Copies the values. */
    public Rungs {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    static void requireOne(int minEpochs, int maxEpochs) {
        if (minEpochs < 1 || minEpochs >= maxEpochs) {
            throw new IllegalArgumentException(
                    "minEpochs: %d must be at least 1 and less than the %d epochs of a trial, or none is ever stopped"
                            .formatted(minEpochs, maxEpochs));
        }
    }

    /** Whether the reading says nothing new: a training that goes on from a checkpoint passes some epochs twice. */
    boolean cover(Reading reading) {
        return reading.epoch() <= epoch;
    }

    /** With a reading that is not {@linkplain #cover covered}; {@code values} are still those of before. */
    Rungs with(Reading reading) {
        double share = (double) epoch / reading.epoch();
        double average = epoch == 0 ? reading.value() : share * mean + (1 - share) * reading.value();
        return new Rungs(values, reading.epoch(), average, Math.min(best, reading.value()));
    }

    /** With {@code value} at those of {@code rungs} that are reached and have none. */
    Rungs reaching(List<Integer> rungs, double value) {
        var more = new TreeMap<>(values);
        for (int rung : rungs) {
            if (rung <= epoch) {
                more.putIfAbsent(rung, value);
            }
        }
        return new Rungs(more, epoch, mean, best);
    }
}

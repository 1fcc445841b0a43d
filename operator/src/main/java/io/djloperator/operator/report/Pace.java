package io.djloperator.operator.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;

/**
 * What is to be written for each key, at most once in an interval: what comes in meanwhile is merged into one write. A write that
 * fails is tried again, later each time, and given up in the end. Knows no clock: every call is told the time.
 *
 * @param <K> what is written to
 * @param <V> what is to be written
 */
final class Pace<K, V> {
    private static final Duration FIRST_BACK_OFF = Duration.ofMillis(250);
    private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(30);
    private static final int MOST_TRIES = 8;

    private final long everyNanos;
    private final int mostKeys;
    private final BinaryOperator<V> merge;
    private final Map<K, Entry<V>> entries = new HashMap<>();

    private static final class Entry<V> {
        private V pending;
        private boolean inFlight;
        private long notBefore;
        private int failures;
    }

    /** One write that is due. */
    record Due<K, V>(K key, V value) {}

    /**
     * @param mostKeys how many keys are remembered; a value for another is turned away
     * @param merge makes one value of an earlier and a later one
     */
    Pace(Duration every, int mostKeys, BinaryOperator<V> merge) {
        this.everyNanos = every.toNanos();
        this.mostKeys = mostKeys;
        this.merge = merge;
    }

    /** Takes a value; false where there are too many keys already. */
    synchronized boolean offer(K key, V value, long nowNanos) {
        var entry = entries.get(key);
        if (entry == null) {
            if (entries.size() >= mostKeys) {
                return false;
            }
            entry = new Entry<>();
            entry.notBefore = nowNanos;
            entries.put(key, entry);
        }
        entry.pending = entry.pending == null ? value : merge.apply(entry.pending, value);
        return true;
    }

    /** Takes out at most {@code most} writes that are due; each must be answered by {@link #done} or {@link #failed}. */
    synchronized List<Due<K, V>> due(long nowNanos, int most) {
        var due = new ArrayList<Due<K, V>>();
        entries.values().removeIf(entry -> entry.pending == null && !entry.inFlight && entry.notBefore <= nowNanos);
        for (var item : entries.entrySet()) {
            if (due.size() == most) {
                break;
            }
            var entry = item.getValue();
            if (entry.pending != null && !entry.inFlight && entry.notBefore <= nowNanos) {
                due.add(new Due<>(item.getKey(), entry.pending));
                entry.pending = null;
                entry.inFlight = true;
            }
        }
        return due;
    }

    /** The write was made, or will never be. */
    synchronized void done(K key, long nowNanos) {
        var entry = entries.get(key);
        entry.inFlight = false;
        entry.failures = 0;
        entry.notBefore = nowNanos + everyNanos;
    }

    /** The write failed and comes again, with what has come in meanwhile; false where it has failed too often and is given up. */
    synchronized boolean failed(K key, V value, long nowNanos) {
        var entry = entries.get(key);
        entry.failures++;
        if (entry.failures >= MOST_TRIES) {
            done(key, nowNanos);
            return false;
        }
        entry.inFlight = false;
        entry.pending = entry.pending == null ? value : merge.apply(value, entry.pending);
        entry.notBefore = nowNanos + backOff(entry.failures).toNanos();
        return true;
    }

    private static Duration backOff(int failures) {
        var wait = FIRST_BACK_OFF.multipliedBy(1L << Math.min(failures - 1, 16));
        return wait.compareTo(LONGEST_BACK_OFF) < 0 ? wait : LONGEST_BACK_OFF;
    }

    /** How many keys have something to write. */
    synchronized long pending() {
        return entries.values().stream().filter(entry -> entry.pending != null).count();
    }
}

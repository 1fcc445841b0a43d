package io.djloperator.operator.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;

/**
 * What is to be written for each key, and when: what comes in before its time is merged into one write. A write that fails is tried again,
 * later each time, and given up in the end. Knows no clock: every call is told the time.
 *
 * @param <K> what is written to
 * @param <V> what is to be written
 */
final class Pace<K, V> {
    private static final Duration FIRST_BACK_OFF = Duration.ofMillis(250);
    private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(30);
    private static final int MOST_TRIES = 8;

    private final int mostKeys;
    private final BinaryOperator<V> merge;
    private final Map<K, Entry<V>> entries = new HashMap<>();

    private static final class Entry<V> {
        private V pending;
        private boolean inFlight;

        /** When the last write ended; for one that has had none, when it began. */
        private long lastNanos;

        /** How long after the last write that which is pending may be written, and the longest such time of all. */
        private long restNanos;

        private long longestNanos;
        private long notBefore;
        private int failures;

        private boolean isDue(long nowNanos) {
            return pending != null && !inFlight && nowNanos - lastNanos >= restNanos && nowNanos - notBefore >= 0;
        }

        private boolean isIdle(long nowNanos) {
            return pending == null && !inFlight && nowNanos - lastNanos >= longestNanos;
        }
    }

    /** One write that is due. */
    record Due<K, V>(K key, V value) {}

    /**
     * @param mostKeys how many keys are remembered; a value for another is turned away
     * @param merge makes one value of an earlier and a later one
     */
    Pace(int mostKeys, BinaryOperator<V> merge) {
        this.mostKeys = mostKeys;
        this.merge = merge;
    }

    /**
     * Takes a value; false where there are too many keys already.
     *
     * @param rest how long after the last write of this key it is written at the earliest; what is merged goes when the first of it may
     */
    synchronized boolean offer(K key, V value, Duration rest, long nowNanos) {
        var entry = entries.get(key);
        var restNanos = entry == null ? 0 : rest.toNanos();
        if (entry == null) {
            if (entries.size() >= mostKeys) {
                return false;
            }
            entry = new Entry<>();
            entry.lastNanos = nowNanos;
            entry.notBefore = nowNanos;
            entries.put(key, entry);
        }
        entry.restNanos = entry.pending == null ? restNanos : Math.min(entry.restNanos, restNanos);
        entry.longestNanos = Math.max(entry.longestNanos, rest.toNanos());
        entry.pending = entry.pending == null ? value : merge.apply(entry.pending, value);
        return true;
    }

    /** Takes out at most {@code most} writes that are due; each must be answered by {@link #done} or {@link #failed}. */
    synchronized List<Due<K, V>> due(long nowNanos, int most) {
        var due = new ArrayList<Due<K, V>>();
        entries.values().removeIf(entry -> entry.isIdle(nowNanos));
        for (var item : entries.entrySet()) {
            if (due.size() == most) {
                break;
            }
            var entry = item.getValue();
            if (entry.isDue(nowNanos)) {
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
        entry.lastNanos = nowNanos;
        entry.notBefore = nowNanos;
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
        entry.restNanos = 0; // it had its turn
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

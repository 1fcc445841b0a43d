package io.djloperator.operator.kube;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Spreads out the looks at what no watch tells, such as why a pod waits: each costs a list and perhaps a status, and a thousand jobs that wait
 * for the same devices must not slow down those that are new.
 */
public final class Looks {
    private static final Duration APART = Duration.ofMillis(50);

    /** For each length of a wish, since one that is short must not wait for those that are long. */
    private final Map<Duration, Instant> next = new HashMap<>();

    /** How long to wait where {@code wish}, one of a few lengths, is wanted: as long, and longer only where others have taken that time. */
    public synchronized Duration after(Duration wish, Instant now) {
        var wanted = now.plus(wish);
        var free = next.getOrDefault(wish, wanted);
        var due = wanted.isBefore(free) ? free : wanted;
        next.put(wish, due.plus(APART));
        return Duration.between(now, due);
    }
}

package io.djloperator.operator.report;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The curves that this replica wrote last, as long as all of them together stay small. */
final class LastCurves {
    private final int mostPoints;
    private final Map<JobKey, Written> written = new LinkedHashMap<>(16, 0.75f, true);
    private int points;

    /** What was written, and the resource version that it got. */
    record Written(String version, Curve curve) {}

    /** @param mostPoints of all curves together; one takes about 100 bytes */
    LastCurves(int mostPoints) {
        this.mostPoints = mostPoints;
    }

    synchronized Optional<Written> get(JobKey key) {
        return Optional.ofNullable(written.get(key));
    }

    synchronized void put(JobKey key, Written value) {
        forget(key);
        written.put(key, value);
        points += value.curve().points();
        Iterator<Written> eldest = written.values().iterator();
        while (points > mostPoints && eldest.hasNext()) {
            points -= eldest.next().curve().points();
            eldest.remove();
        }
    }

    synchronized void forget(JobKey key) {
        var former = written.remove(key);
        if (former != null) {
            points -= former.curve().points();
        }
    }
}

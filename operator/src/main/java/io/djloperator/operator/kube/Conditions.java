package io.djloperator.operator.kube;

import io.djloperator.api.v1alpha1.Condition;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Conditions under construction: each keeps the time of its last change from the former status. Those that say something
 * abnormal ({@code Reconciling}, {@code Stalled}) are present only when true, as kstatus expects.
 */
public final class Conditions {
    /** kstatus: the newest spec has not been acted upon yet. */
    public static final String RECONCILING = "Reconciling";

    /** kstatus: nothing goes on until somebody changes something. */
    public static final String STALLED = "Stalled";

    private static final int MAX_MESSAGE = 1024;

    private final List<Condition> former;
    private final long generation;
    private final String now;
    private final List<Condition> result = new ArrayList<>();

    private Conditions(List<Condition> former, long generation, Instant now) {
        this.former = former;
        this.generation = generation;
        this.now = now.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** Starts from the conditions of the former status. */
    public static Conditions after(List<Condition> former, long generation, Instant now) {
        return new Conditions(former, generation, now);
    }

    /** Adds a condition; {@code status} is True, False or Unknown. */
    public Conditions with(String type, String status, String reason, String message) {
        var before = find(former, type);
        var since = before.filter(c -> c.status().equals(status))
                .map(Condition::lastTransitionTime)
                .orElse(now);
        result.add(new Condition(type, status, reason, Text.bounded(message, MAX_MESSAGE), since, generation));
        return this;
    }

    /** Adds a condition with the status True where {@code holds}, and nothing otherwise. */
    public Conditions onlyIf(boolean holds, String type, String reason, String message) {
        return holds ? with(type, "True", reason, message) : this;
    }

    /** The finished list. */
    public List<Condition> list() {
        return List.copyOf(result);
    }

    /** The condition of that type. */
    public static Optional<Condition> find(List<Condition> conditions, String type) {
        return conditions.stream().filter(c -> c.type().equals(type)).findFirst();
    }
}

package io.djloperator.operator.kube;

import io.djloperator.api.v1alpha1.TrainingJobStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How long something has gone on, without its pauses, as {@code status.activeSeconds} and {@code activeSince} keep it: of a job the time in which it held pods, of a search that
 * in which trials ran.
 *
 * @param before all periods that are over
 * @param since the begin of the period that lasts
 */
public record ActiveTime(Duration before, Optional<Instant> since) {
    /** Nothing yet. */
    public static final ActiveTime NONE = new ActiveTime(Duration.ZERO, Optional.empty());

    /** What the status says; {@link #NONE} where there is none. */
    public static ActiveTime of(TrainingJobStatus status) {
        if (status == null) {
            return NONE;
        }
        return new ActiveTime(
                Duration.ofSeconds(status.activeSeconds() == null ? 0 : status.activeSeconds()),
                Optional.ofNullable(status.activeSince()).map(Instant::parse));
    }

    /** What follows where it goes on: a period that lasts goes on lasting. */
    public ActiveTime going(Instant now) {
        return since.isPresent() ? this : new ActiveTime(before, Optional.of(now));
    }

    /** What follows where it has stopped. */
    public ActiveTime stopped(Instant end) {
        return since.isEmpty() ? this : new ActiveTime(total(end), Optional.empty());
    }

    /** All periods together. */
    public Duration total(Instant now) {
        var current = since.map(begin -> Duration.between(begin, now)).orElse(Duration.ZERO);
        return before.plus(current.isNegative() ? Duration.ZERO : current);
    }
}

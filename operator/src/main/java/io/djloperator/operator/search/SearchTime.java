package io.djloperator.operator.search;

import io.djloperator.api.v1alpha1.TrainingJobStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How long a search has gone on, without time in suspension.
 *
 * @param before all periods that are over
 * @param since the begin of the period that lasts
 */
record SearchTime(Duration before, Optional<Instant> since) {
    static final SearchTime NONE = new SearchTime(Duration.ZERO, Optional.empty());

    static SearchTime of(TrainingJobStatus status) {
        if (status == null) {
            return NONE;
        }
        return new SearchTime(
                Duration.ofSeconds(status.activeSeconds() == null ? 0 : status.activeSeconds()),
                Optional.ofNullable(status.activeSince()).map(Instant::parse));
    }

    SearchTime going(Instant now) {
        return since.isPresent() ? this : new SearchTime(before, Optional.of(now));
    }

    SearchTime stopped(Instant now) {
        return since.isEmpty() ? this : new SearchTime(total(now), Optional.empty());
    }

    Duration total(Instant now) {
        var current = since.map(begin -> Duration.between(begin, now)).orElse(Duration.ZERO);
        return before.plus(current.isNegative() ? Duration.ZERO : current);
    }
}

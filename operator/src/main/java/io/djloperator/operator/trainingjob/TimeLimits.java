package io.djloperator.operator.trainingjob;

import io.djloperator.api.v1alpha1.Deadlines;
import io.djloperator.operator.kube.ActiveTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Whether a job has used up its time.
 *
 * @param deadlines what the spec allows
 * @param active how long it has held pods
 * @param pendingSince since when its pods are expected to run; empty where they do, or need not
 */
record TimeLimits(Deadlines deadlines, ActiveTime active, Optional<Instant> pendingSince) {
    private static final Set<String> OF_IMAGES =
            Set.of("ErrImagePull", "ImagePullBackOff", "InvalidImageName", "ErrImageNeverPull", "RegistryUnavailable");

    /** The end of the job, if its time is over. */
    Optional<TrainingOutcome> exceeded(TrainingOutcome outcome, Instant now) {
        if (isOver(activeLeft(now))) {
            return Optional.of(TrainingOutcome.of(
                    TrainingState.ACTIVE_DEADLINE_EXCEEDED,
                    "the job has held its pods for %d s, which is all that spec.deadlines.activeSeconds allows"
                            .formatted(active.total(now).toSeconds())));
        }
        if (isOver(pendingLeft(now))) {
            var ofImage = outcome.trouble().filter(OF_IMAGES::contains).isPresent();
            return Optional.of(TrainingOutcome.of(
                    ofImage ? TrainingState.IMAGE_PULL : TrainingState.PENDING_DEADLINE_EXCEEDED,
                    "the pods did not run within the %d s of spec.deadlines.pendingSeconds; %s"
                            .formatted(deadlines.pendingSeconds(), outcome.message())));
        }
        return Optional.empty();
    }

    /** When the next deadline comes, if none of them has. */
    Optional<Duration> left(Instant now) {
        return Stream.of(activeLeft(now), pendingLeft(now))
                .flatMap(Optional::stream)
                .min(Duration::compareTo);
    }

    private static boolean isOver(Optional<Duration> rest) {
        return rest.filter(time -> time.isZero() || time.isNegative()).isPresent();
    }

    private Optional<Duration> activeLeft(Instant now) {
        return deadlines.activeSeconds() == null || active.since().isEmpty()
                ? Optional.empty()
                : Optional.of(Duration.ofSeconds(deadlines.activeSeconds()).minus(active.total(now)));
    }

    private Optional<Duration> pendingLeft(Instant now) {
        return deadlines.pendingSeconds() == null
                ? Optional.empty()
                : pendingSince.map(
                        since -> Duration.ofSeconds(deadlines.pendingSeconds()).minus(Duration.between(since, now)));
    }
}

package io.djloperator.operator.trainingjob;

import io.djloperator.api.v1alpha1.Cleanup;
import io.djloperator.api.v1alpha1.TrainingJobSpec;
import io.djloperator.operator.kube.Action;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is removed of a job that is over: at once what may still run, later what has ended. It is asked for again until it is gone.
 *
 * @param actions the deletions that are due
 * @param wakeUpAfter when to look again
 */
record Ending(List<Action> actions, Optional<Duration> wakeUpAfter) {
    private static final Duration ASK_AGAIN = Duration.ofSeconds(30);

    /** After {@code completed}, the end of the job. */
    static Ending of(List<Job> children, Optional<Instant> completed, Instant now) {
        var running = children.stream()
                .filter(job -> !JobPhase.of(job).hasEnded())
                .map(HasMetadata.class::cast)
                .toList();
        if (!running.isEmpty()) {
            return delete(running);
        }
        var due = completed.flatMap(end -> children.stream()
                .flatMap(job -> Frozen.found(job).stream())
                .map(TrainingJobSpec::cleanup)
                .map(Cleanup::podsAfterSeconds)
                .filter(seconds -> seconds != null)
                .findFirst()
                .map(end::plusSeconds));
        if (due.isEmpty()) {
            return new Ending(List.of(), Optional.empty());
        }
        var left = Duration.between(now, due.get());
        return left.isNegative() || left.isZero()
                ? delete(children.stream().map(HasMetadata.class::cast).toList())
                : new Ending(List.of(), Optional.of(left));
    }

    private static Ending delete(List<HasMetadata> children) {
        return new Ending(
                children.stream()
                        .filter(child -> child.getMetadata().getDeletionTimestamp() == null)
                        .map(child -> (Action) new Action.Delete(child))
                        .toList(),
                Optional.of(ASK_AGAIN));
    }
}

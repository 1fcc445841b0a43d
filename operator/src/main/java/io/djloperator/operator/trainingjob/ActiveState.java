package io.djloperator.operator.trainingjob;

import io.djloperator.api.v1alpha1.TrainingJobSpec;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.Optional;

/** What is said of a job that has not ended: suspended, queued, or what its pods say. */
final class ActiveState {
    private ActiveState() {}

    /** Of a job whose Job is about to be made. */
    static TrainingOutcome ofNew(TrainingJobSpec spec) {
        if (spec.suspend()) {
            return suspended();
        }
        return spec.scheduling().queue() == null
                ? TrainingOutcome.of(TrainingState.PENDING, "waits for a pod")
                : queued(spec.scheduling().queue(), QueueState.NOT_SEEN);
    }

    /**
     * Of a job whose Job is there.
     *
     * @param wanted whether the user wants it suspended
     * @param queue the queue that its spec names
     */
    static TrainingOutcome of(Job child, TrainingObservation observed, boolean wanted, Optional<String> queue) {
        if (wanted) {
            return JobPhase.hasPods(child)
                    ? TrainingOutcome.of(TrainingState.SUSPENDING, "its pods write a checkpoint and end")
                    : suspended();
        }
        if (JobPhase.of(child) != JobPhase.SUSPENDED) {
            return TrainingOutcome.of(child, observed);
        }
        return queue.map(name -> queued(
                        name,
                        observed.isKueueInstalled()
                                ? observed.queue().map(QueueState::message).orElse(QueueState.NOT_SEEN)
                                : QueueState.NO_KUEUE))
                .orElseGet(() -> TrainingOutcome.of(TrainingState.PENDING, "waits for a pod"));
    }

    /** Of a job that its user has suspended, without a pod left. */
    static TrainingOutcome suspended() {
        return TrainingOutcome.of(TrainingState.SUSPENDED, "set spec.suspend to false to run");
    }

    private static TrainingOutcome queued(String queue, String why) {
        return TrainingOutcome.of(TrainingState.QUEUED, "in queue '%s': %s".formatted(queue, why));
    }
}

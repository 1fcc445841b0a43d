package io.djloperator.operator.trainingjob;

import io.djloperator.operator.kube.Action;
import io.djloperator.operator.kube.Workloads;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How a Job is brought to where its user wants it. In a queue, {@code spec.suspend} is Kueue's alone: the operator asks Kueue. */
final class Suspension {
    private Suspension() {}

    /**
     * The next step.
     *
     * @param isWanted whether the user wants no pod to run
     * @param queue what the job's spec names
     * @param state what Kueue says, if it has noticed the Job
     */
    static List<Action> next(Job child, boolean isWanted, Optional<String> queue, Optional<QueueState> state) {
        if (queue.isEmpty()) {
            var isSuspended = Boolean.TRUE.equals(child.getSpec().getSuspend());
            return isSuspended == isWanted ? List.of() : List.of(new Action.Suspend(child, isWanted));
        }
        if (!isInQueue(child)) {
            return isWanted ? List.of() : List.of(new Action.Enqueue(child, queue.get()));
        }
        if (isWanted) {
            return state.filter(QueueState::isActive)
                    .map(active -> List.<Action>of(new Action.Hold(active.workload(), true)))
                    .orElse(List.of());
        }
        return state.filter(QueueState::isHeld)
                .map(held -> List.<Action>of(new Action.Hold(held.workload(), false)))
                .orElse(List.of());
    }

    /** Whether Kueue has charge of {@code child}: one that was created suspended is put in its queue when it is resumed. */
    static boolean isInQueue(Job child) {
        var labels = child.getMetadata().getLabels();
        return (labels == null ? Map.of() : labels).containsKey(Workloads.QUEUE);
    }
}

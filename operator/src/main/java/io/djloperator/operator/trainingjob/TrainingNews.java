package io.djloperator.operator.trainingjob;

import io.djloperator.api.v1alpha1.TrainingJob;
import io.djloperator.api.v1alpha1.TrainingJobStatus;
import io.djloperator.operator.kube.Notice;
import java.util.Optional;

/** What is worth an Event. */
final class TrainingNews {
    private TrainingNews() {}

    /** What a user must know of the step from the former status to {@code next}: each new state once, but not that a pod is awaited. */
    static Optional<Notice> of(TrainingJob job, TrainingJobStatus next) {
        var before = TrainingStatuses.succeeded(job);
        var after = next.conditions().get(0);
        var isSame = before.isPresent()
                && before.get().reason().equals(after.reason())
                && before.get().message().equals(after.message());
        var isUsual = after.message().equals("waits for a pod")
                || after.message().endsWith(WaitingPods.ABOUT_TO_END)
                || after.reason().equals(TrainingState.STARTING.reason());
        if (isSame || isUsual) {
            return Optional.empty();
        }
        var isTrouble = TrainingState.of(after.reason())
                .filter(TrainingState::isTrouble)
                .isPresent();
        var warning =
                after.status().equals("False") && isTrouble || after.reason().equals(TrainingState.BLOCKED.reason());
        return Optional.of(new Notice(warning, after.reason(), after.message()));
    }
}

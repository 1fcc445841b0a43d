package io.djloperator.operator.trainingjob;

import io.djloperator.api.v1alpha1.TrainingJobStatus.GateResult;
import io.djloperator.api.v1alpha1.TrainingJobStatus.MetricValue;
import io.djloperator.api.v1alpha1.TrainingJobStatus.ModelPackage;
import io.djloperator.operator.kube.PodTrouble;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A state, why, and what the trainer has handed over. */
record TrainingOutcome(
        TrainingState state,
        String message,
        Optional<String> startTime,
        Optional<String> completionTime,
        List<MetricValue> metrics,
        List<GateResult> gates,
        Optional<ModelPackage> model) {
    private static final Map<String, TrainingState> STATE_BY_REASON = Map.of(
            "Completed", TrainingState.COMPLETED,
            "GateFailed", TrainingState.GATE_FAILED,
            "InvalidSpec", TrainingState.INVALID_SPEC,
            "DataError", TrainingState.DATA_ERROR,
            "BackoffLimitExceeded", TrainingState.BACKOFF_LIMIT_EXCEEDED);

    /** A state with nothing handed over. */
    static TrainingOutcome of(TrainingState state, String message) {
        return new TrainingOutcome(
                state, message, Optional.empty(), Optional.empty(), List.of(), List.of(), Optional.empty());
    }

    /** What an existing Job says. */
    static TrainingOutcome of(Job job, TrainingObservation observed) {
        var phase = JobPhase.of(job);
        var outcome = switch (phase) {
            case COMPLETE -> completed(observed);
            case FAILED -> failed(JobPhase.condition(job, "Failed").orElseThrow(), observed);
            case RUNNING -> of(TrainingState.RUNNING, "a pod trains");
            case WAITING -> starting(observed);
        };
        var started = Optional.ofNullable(job.getStatus()).map(status -> status.getStartTime());
        var ended = phase.hasEnded() ? endTime(job) : Optional.<String>empty();
        return new TrainingOutcome(
                outcome.state, outcome.message, started, ended, outcome.metrics, outcome.gates, outcome.model);
    }

    private static TrainingOutcome completed(TrainingObservation observed) {
        return TrainingResult.of(observed.pods())
                .filter(result -> result.reason().equals("Completed") && result.model() != null)
                .map(result -> handedOver(TrainingState.COMPLETED, result))
                .orElseGet(() -> of(
                        TrainingState.RESULT_LOST,
                        "the pod ended well, but it is gone and its result with it: create a TrainingJob with another name to run"
                                + " again"));
    }

    private static TrainingOutcome failed(JobCondition condition, TrainingObservation observed) {
        var result = TrainingResult.of(observed.pods());
        var state = result.map(r -> STATE_BY_REASON.get(r.reason()))
                .filter(TrainingState::isFailure)
                .orElse(STATE_BY_REASON.getOrDefault(condition.getReason(), TrainingState.FAILED));
        return result.map(r -> handedOver(state, r)).orElseGet(() -> of(state, condition.getMessage()));
    }

    private static TrainingOutcome handedOver(TrainingState state, TrainingResult result) {
        return new TrainingOutcome(
                state,
                result.message(),
                Optional.empty(),
                Optional.empty(),
                result.metrics(),
                result.gates(),
                Optional.ofNullable(result.model()));
    }

    /** Before its pods have been looked at, nothing is known of them but that they do not train yet. */
    private static TrainingOutcome starting(TrainingObservation observed) {
        if (observed.pods().isEmpty()) {
            return of(TrainingState.PENDING, "waits for a pod");
        }
        var ended = exitCode(observed.pods().get(0));
        if (ended.isPresent()) {
            return ended.get() == 0
                    ? of(TrainingState.RUNNING, "a pod has ended, and the Job is about to")
                    : of(TrainingState.PENDING, "a pod has failed with exit code " + ended.get() + "; another follows");
        }
        return PodTrouble.among(observed.pods(), observed.warnings())
                .map(trouble -> of(TrainingState.PENDING, trouble.reason() + ": " + trouble.message()))
                .orElseGet(() -> of(TrainingState.STARTING, "a pod starts"));
    }

    private static Optional<Integer> exitCode(Pod pod) {
        return pod.getStatus().getContainerStatuses().stream()
                .filter(container -> container.getName().equals(TrainerJob.CONTAINER)
                        && container.getState() != null
                        && container.getState().getTerminated() != null)
                .findFirst()
                .map(container -> container.getState().getTerminated().getExitCode());
    }

    private static Optional<String> endTime(Job job) {
        return Optional.ofNullable(job.getStatus().getCompletionTime())
                .or(() -> JobPhase.condition(job, "Failed").map(JobCondition::getLastTransitionTime));
    }
}

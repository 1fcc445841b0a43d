package io.djloperator.operator.trainingjob;

import io.djloperator.api.v1alpha1.TrainingJobStatus.GateResult;
import io.djloperator.api.v1alpha1.TrainingJobStatus.MetricValue;
import io.djloperator.api.v1alpha1.TrainingJobStatus.ModelPackage;
import io.djloperator.operator.kube.PodTrouble;
import io.djloperator.operator.kube.Refusal;
import io.djloperator.operator.kube.Text;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A state, why, and what the trainer has handed over.
 *
 * @param trouble the reason of a pod that does not run, such as ImagePullBackOff, or of a child that is refused
 * @param isEnding whether the job is over but its pods are not gone yet
 */
record TrainingOutcome(
        TrainingState state,
        String message,
        Optional<String> trouble,
        boolean isEnding,
        Optional<Instant> completionTime,
        List<MetricValue> metrics,
        List<GateResult> gates,
        Optional<ModelPackage> model) {
    private static final Map<String, TrainingState> STATE_BY_REASON = Map.of(
            "Completed", TrainingState.COMPLETED,
            "GateFailed", TrainingState.GATE_FAILED,
            "InvalidSpec", TrainingState.INVALID_SPEC,
            "DataError", TrainingState.DATA_ERROR,
            "BackoffLimitExceeded", TrainingState.BACKOFF_LIMIT_EXCEEDED);

    /** What a container of the user's may say too, in place of a message. */
    private static final Map<Integer, TrainingState> STATE_BY_EXIT_CODE = Map.of(
            ExitCodes.INVALID_SPEC, TrainingState.INVALID_SPEC,
            ExitCodes.DATA_ERROR, TrainingState.DATA_ERROR,
            ExitCodes.GATE_FAILED, TrainingState.GATE_FAILED);

    /** A state with nothing handed over. */
    static TrainingOutcome of(TrainingState state, String message) {
        return new TrainingOutcome(
                state, message, Optional.empty(), false, Optional.empty(), List.of(), List.of(), Optional.empty());
    }

    /** A child is refused. */
    static TrainingOutcome refused(Refusal refusal) {
        return new TrainingOutcome(
                TrainingState.BLOCKED,
                refusal.reason() + ": " + refusal.message(),
                Optional.of(refusal.reason()),
                false,
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty());
    }

    /** What an existing Job says that is not suspended. */
    static TrainingOutcome of(Job job, TrainingObservation observed) {
        return switch (JobPhase.of(job)) {
            case COMPLETE -> completed(job, observed).endedAt(JobPhase.endTime(job));
            case FAILED ->
                failed(JobPhase.condition(job, "Failed").orElseThrow(), observed)
                        .endedAt(JobPhase.endTime(job));
            case RUNNING -> of(TrainingState.RUNNING, Attempts.isGroup(job) ? "all pods train" : "a pod trains");
            case WAITING, SUSPENDED -> starting(observed);
        };
    }

    /** The same, over since {@code end}. */
    TrainingOutcome endedAt(Optional<Instant> end) {
        return new TrainingOutcome(state, message, trouble, false, end, metrics, gates, model);
    }

    /** The same, decided but not carried out yet. */
    TrainingOutcome ending() {
        return new TrainingOutcome(state, message, trouble, true, Optional.empty(), metrics, gates, model);
    }

    private static TrainingOutcome completed(Job job, TrainingObservation observed) {
        var result = TrainingResult.of(observed.pods());
        if (Frozen.spec(job).container() != null) {
            return result.map(r -> handedOver(TrainingState.COMPLETED, r))
                    .orElseGet(() -> of(TrainingState.COMPLETED, "the container has ended well"));
        }
        return result.filter(r -> r.reason().equals("Completed") && r.model() != null)
                .map(r -> handedOver(TrainingState.COMPLETED, r))
                .orElseGet(() -> of(
                        TrainingState.RESULT_LOST,
                        "the pod ended well, but it is gone and its result with it: create a TrainingJob with another name to run"
                                + " again"));
    }

    private static TrainingOutcome failed(JobCondition condition, TrainingObservation observed) {
        var result = TrainingResult.of(observed.pods());
        var exit = observed.pods().stream().flatMap(pod -> exit(pod).stream()).findFirst();
        var state = result.map(r -> STATE_BY_REASON.get(r.reason()))
                .filter(TrainingState::isFailure)
                .or(() -> exit.flatMap(e -> Optional.ofNullable(STATE_BY_EXIT_CODE.get(e.getExitCode()))))
                .orElse(STATE_BY_REASON.getOrDefault(condition.getReason(), TrainingState.FAILED));
        return result.map(r -> handedOver(state, r))
                .orElseGet(() -> of(
                        state,
                        exit.map(e -> condition.getMessage() + "; the last " + words(e) + lastWords(e))
                                .orElse(condition.getMessage())));
    }

    private static TrainingOutcome handedOver(TrainingState state, TrainingResult result) {
        return new TrainingOutcome(
                state,
                result.message(),
                Optional.empty(),
                false,
                Optional.empty(),
                result.metrics(),
                result.gates(),
                Optional.ofNullable(result.model()));
    }

    /** Before its pods have been looked at, nothing is known of them but that they do not train yet. */
    private static TrainingOutcome starting(TrainingObservation observed) {
        if (!observed.pods().isEmpty()) {
            var ended = exit(observed.pods().get(0));
            if (ended.isPresent()) {
                return ended.get().getExitCode() == 0
                        ? of(TrainingState.RUNNING, "a pod has ended, and the Job is about to")
                        : of(TrainingState.PENDING, "a pod has " + words(ended.get()) + "; another follows");
            }
        }
        return PodTrouble.among(observed.pods(), observed.warnings())
                .map(TrainingOutcome::pending)
                .orElseGet(() -> quiet(observed.pods()));
    }

    /** Of pods that are in no trouble, the newest first. */
    private static TrainingOutcome quiet(List<Pod> pods) {
        if (pods.isEmpty()) {
            return of(TrainingState.PENDING, "waits for a pod");
        }
        if (pods.get(0).getMetadata().getDeletionTimestamp() != null) {
            return of(TrainingState.PENDING, "a pod is being stopped; another follows");
        }
        return pods.stream().allMatch(TrainingOutcome::runs)
                ? of(TrainingState.RUNNING, "its pods run, but are not ready")
                : of(TrainingState.STARTING, "a pod starts");
    }

    private static boolean runs(Pod pod) {
        return pod.getStatus() != null && "Running".equals(pod.getStatus().getPhase());
    }

    private static TrainingOutcome pending(PodTrouble trouble) {
        return new TrainingOutcome(
                TrainingState.PENDING,
                trouble.reason() + ": " + trouble.message(),
                Optional.of(trouble.reason()),
                false,
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty());
    }

    /** How a pod's program ended, with the kubelet's reason where it tells more than the number. */
    private static String words(ContainerStateTerminated exit) {
        var reason = exit.getReason() == null || exit.getReason().equals("Error") ? "" : " (" + exit.getReason() + ")";
        var wayOut = "OOMKilled".equals(exit.getReason()) ? ": raise spec.resources.memory" : "";
        return "failed with exit code " + exit.getExitCode() + reason + wayOut;
    }

    /** What a container of the user's has left as its message, or at the end of its log. */
    private static String lastWords(ContainerStateTerminated exit) {
        var text = Text.bounded(exit.getMessage(), 500);
        return text.isEmpty() ? "" : ": " + text;
    }

    private static Optional<ContainerStateTerminated> exit(Pod pod) {
        return pod.getStatus().getContainerStatuses().stream()
                .filter(container -> container.getName().equals(TrainerContainer.NAME)
                        && container.getState() != null
                        && container.getState().getTerminated() != null)
                .findFirst()
                .map(container -> container.getState().getTerminated());
    }
}

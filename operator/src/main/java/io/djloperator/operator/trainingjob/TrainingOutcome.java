package io.djloperator.operator.trainingjob;

import io.djloperator.api.v1alpha1.TrainingJobStatus.GateResult;
import io.djloperator.api.v1alpha1.TrainingJobStatus.MetricValue;
import io.djloperator.api.v1alpha1.TrainingJobStatus.ModelPackage;
import io.djloperator.operator.kube.PodTrouble;
import io.djloperator.operator.kube.Refusal;
import io.djloperator.operator.kube.Text;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.time.Instant;
import java.util.List;
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
            case COMPLETE -> JobEnd.completed(isTrainer(job), observed.pods()).endedAt(JobPhase.endTime(job));
            case FAILED -> JobEnd.failed(isTrainer(job), job, observed.pods()).endedAt(JobPhase.endTime(job));
            case RUNNING -> of(TrainingState.RUNNING, Attempts.isGroup(job) ? "all pods train" : "a pod trains");
            case WAITING, SUSPENDED -> WaitingPods.outcome(job, observed);
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

    /** The end of a Job, with what a program has handed over, and in its words if it has left any. */
    static TrainingOutcome handedOver(TrainingState state, Optional<TrainingResult> result, String otherwise) {
        var words = result.map(TrainingResult::message)
                .filter(message -> !message.isEmpty())
                .orElse(otherwise);
        var leftOut = result.flatMap(TrainingResult::leftOut).map(problem -> "; left out: " + problem);
        return new TrainingOutcome(
                state,
                words + leftOut.orElse(""),
                Optional.empty(),
                false,
                Optional.empty(),
                result.map(TrainingResult::metrics).orElse(List.of()),
                result.map(TrainingResult::gates).orElse(List.of()),
                result.map(TrainingResult::model));
    }

    /** A pod does not run. */
    static TrainingOutcome pending(PodTrouble trouble) {
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

    /** Whether there is something that a program has handed over. */
    boolean hasResult() {
        return !metrics.isEmpty() || !gates.isEmpty() || model.isPresent();
    }

    /** The same, where the API server does not take what the program has handed over, in words. A training without its model is none. */
    TrainingOutcome withoutResult(boolean isTrainer, String why) {
        var lost = isTrainer && state == TrainingState.COMPLETED;
        return new TrainingOutcome(
                lost ? TrainingState.RESULT_LOST : state,
                "the API server does not take what the pod handed over: " + Text.bounded(why, 800),
                trouble,
                isEnding,
                completionTime,
                List.of(),
                List.of(),
                Optional.empty());
    }

    private static boolean isTrainer(Job job) {
        return Frozen.spec(job).container() == null;
    }
}

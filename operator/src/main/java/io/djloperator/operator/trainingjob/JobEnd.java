package io.djloperator.operator.trainingjob;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a Job that has ended means, by its condition and the pods that it has left. */
final class JobEnd {
    private static final String BY_EXIT_CODE = "PodFailurePolicy";

    /** The Job controller's words, where the pod itself is gone. */
    private static final Pattern CODE = Pattern.compile("failed with exit code ([0-9]{1,3}) matching");

    private JobEnd() {}

    /** It has gone through. */
    static TrainingOutcome completed(boolean isTrainer, List<Pod> pods) {
        var ends = PodEnd.of(pods).stream().filter(end -> !end.hasFailed()).toList();
        var result =
                ends.stream().flatMap(end -> end.result(isTrainer).stream()).findFirst();
        if (!isTrainer) {
            return TrainingOutcome.handedOver(TrainingState.COMPLETED, result, "the container has ended well");
        }
        return result.filter(r -> r.model() != null)
                .map(r -> TrainingOutcome.handedOver(TrainingState.COMPLETED, result, "the model is there"))
                .orElseGet(() -> TrainingOutcome.of(
                        TrainingState.RESULT_LOST,
                        "the pod ended well, but %s: create a TrainingJob with another name to run again"
                                .formatted(lost(ends, result))));
    }

    private static String lost(List<PodEnd> ends, Optional<TrainingResult> result) {
        if (ends.isEmpty()) {
            return "it is gone and its result with it";
        }
        return result.map(r -> "its result cannot be used (" + r.leftOut().orElse("it names no model") + ")")
                .orElse("it has left no result");
    }

    /** It has failed: so has the TrainingJob, unless another attempt follows. */
    static TrainingOutcome failed(boolean isTrainer, Job job, List<Pod> pods) {
        var condition = JobPhase.condition(job, "Failed").orElseThrow();
        var decisive = decisive(job, condition, pods);
        var state = decisive.filter(end -> end.isFinal() && isJudgedByCode(job, condition))
                .map(PodEnd::exitCode)
                .or(() -> code(condition))
                .flatMap(ExitCodes::state)
                .orElse(
                        TrainingState.BACKOFF_LIMIT_EXCEEDED.reason().equals(condition.getReason())
                                ? TrainingState.BACKOFF_LIMIT_EXCEEDED
                                : TrainingState.FAILED);
        var who = Attempts.isGroup(job) ? "; a pod " : "; the last ";
        return TrainingOutcome.handedOver(
                state,
                decisive.flatMap(end -> end.result(isTrainer)),
                decisive.map(end -> condition.getMessage() + who + end.words() + end.lastWords())
                        .orElse(String.valueOf(condition.getMessage())));
    }

    /**
     * The end that the Job is judged by. Where one of several nodes says that another try would only repeat it, that counts, though others have
     * failed before: they do when their connection breaks. Else the first of several nodes has drawn the others with it, and the last attempt of
     * one node is the newest news.
     */
    private static Optional<PodEnd> decisive(Job job, JobCondition condition, List<Pod> pods) {
        var failed = PodEnd.of(pods).stream().filter(PodEnd::hasFailed).toList();
        var own = failed.stream().filter(end -> !end.isDisrupted()).toList();
        var judged = own.isEmpty() ? failed : own;
        var isFinal = Stream.of(isJudgedByCode(job, condition))
                .filter(byCode -> byCode)
                .flatMap(byCode -> judged.stream().filter(PodEnd::isFinal))
                .findFirst();
        return isFinal.or(() -> Attempts.isGroup(job)
                ? judged.stream().min(Comparator.comparing(end -> end.at().orElse(Instant.MAX)))
                : judged.stream().max(Comparator.comparing(end -> end.at().orElse(Instant.MIN))));
    }

    /** A pod of one node that was disrupted may have ended with any code; then the Job went on. */
    private static boolean isJudgedByCode(Job job, JobCondition condition) {
        return Attempts.isGroup(job) || BY_EXIT_CODE.equals(condition.getReason());
    }

    private static Optional<Integer> code(JobCondition condition) {
        return Optional.ofNullable(condition.getMessage())
                .filter(message -> BY_EXIT_CODE.equals(condition.getReason()))
                .map(CODE::matcher)
                .filter(java.util.regex.Matcher::find)
                .map(found -> Integer.valueOf(found.group(1)));
    }
}

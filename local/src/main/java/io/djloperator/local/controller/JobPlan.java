package io.djloperator.local.controller;

import io.djloperator.local.controller.PodFailures.Verdict;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import io.fabric8.kubernetes.api.model.batch.v1.JobConditionBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatus;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatusBuilder;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What to do next for a Job of one pod at a time: pure, and a small part of what Kubernetes' own Job controller does.
 *
 * @param create pods to create
 * @param delete pods to delete
 * @param status the whole new status
 */
record JobPlan(List<Pod> create, List<Pod> delete, JobStatus status) {
    /** On a pod: which one of an Indexed Job's it is. */
    static final String INDEX_ANNOTATION = "batch.kubernetes.io/job-completion-index";

    private static final Duration FIRST_BACKOFF = Duration.ofSeconds(2);
    private static final int DEFAULT_BACKOFF_LIMIT = 6;

    /** @param pods the Job's own pods */
    static JobPlan of(Job job, List<Pod> pods, Instant now) {
        var status = Optional.ofNullable(job.getStatus()).orElse(new JobStatus());
        if (isFinished(status)) {
            return new JobPlan(List.of(), List.of(), status);
        }
        var active = pods.stream().filter(pod -> !Pods.isFinished(pod)).toList();
        var failed = pods.stream().filter(pod -> Pods.hasPhase(pod, "Failed")).toList();
        var succeeded =
                pods.stream().filter(pod -> Pods.hasPhase(pod, "Succeeded")).toList();
        var failure = failure(job, status, failed, now);
        var suspended = Boolean.TRUE.equals(job.getSpec().getSuspend());

        var next = new JobStatusBuilder(status)
                .withActive(active.size())
                .withTerminating(
                        (int) active.stream().filter(Pods::isTerminating).count())
                .withReady((int) active.stream().filter(Pods::isReady).count())
                .withFailed(failed.size())
                .withSucceeded(succeeded.size());
        if (!succeeded.isEmpty()) {
            var message = "Reached expected number of succeeded pods";
            next.withConditions(with(status, now, true, "SuccessCriteriaMet", "CompletionsReached", message));
            if (active.isEmpty()) {
                next.withCompletionTime(text(now));
                next.withConditions(with(next.build(), now, true, "Complete", "CompletionsReached", message));
            }
            return new JobPlan(List.of(), running(active), next.build());
        }
        if (failure.isPresent()) {
            next.withConditions(with(
                    status,
                    now,
                    true,
                    "FailureTarget",
                    failure.get().reason(),
                    failure.get().message()));
            if (active.isEmpty()) {
                next.withConditions(with(
                        next.build(),
                        now,
                        true,
                        "Failed",
                        failure.get().reason(),
                        failure.get().message()));
            }
            return new JobPlan(List.of(), running(active), next.build());
        }
        if (suspended) {
            next.withConditions(with(status, now, true, "Suspended", "JobSuspended", "Job suspended"))
                    .withStartTime(null);
            return new JobPlan(List.of(), running(active), next.build());
        }
        if (has(status, "Suspended")) {
            next.withConditions(with(status, now, false, "Suspended", "JobResumed", "Job resumed"));
        }
        if (status.getStartTime() == null) {
            next.withStartTime(text(now));
        }
        var create = active.isEmpty() && isDue(failed, now) ? List.of(pod(job, pods.size())) : List.<Pod>of();
        return new JobPlan(create, List.of(), next.build());
    }

    static boolean isFinished(JobStatus status) {
        return has(status, "Complete") || has(status, "Failed");
    }

    /** Why a Job fails. */
    private record Failure(String reason, String message) {}

    private static Optional<Failure> failure(Job job, JobStatus status, List<Pod> failed, Instant now) {
        for (var condition : Optional.ofNullable(status.getConditions()).orElse(List.of())) {
            if (condition.getType().equals("FailureTarget")) {
                return Optional.of(new Failure(condition.getReason(), condition.getMessage()));
            }
        }
        var counted = 0;
        for (var pod : failed) {
            var verdict = PodFailures.judge(job, pod);
            if (verdict instanceof Verdict.FailJob failJob) {
                return Optional.of(new Failure("PodFailurePolicy", failJob.message()));
            }
            counted += verdict instanceof Verdict.Count ? 1 : 0;
        }
        if (counted > Optional.ofNullable(job.getSpec().getBackoffLimit()).orElse(DEFAULT_BACKOFF_LIMIT)) {
            return Optional.of(new Failure("BackoffLimitExceeded", "Job has reached the specified backoff limit"));
        }
        var deadline = job.getSpec().getActiveDeadlineSeconds();
        if (deadline != null
                && status.getStartTime() != null
                && now.isAfter(Instant.parse(status.getStartTime()).plusSeconds(deadline))) {
            return Optional.of(new Failure("DeadlineExceeded", "Job was active longer than specified deadline"));
        }
        return Optional.empty();
    }

    /** Two seconds after the first failure, twice that after each further one, at most a minute. */
    private static boolean isDue(List<Pod> failed, Instant now) {
        return failed.stream()
                .map(JobPlan::endOf)
                .max(Instant::compareTo)
                .map(last -> {
                    var wait = FIRST_BACKOFF.multipliedBy(1L << Math.min(failed.size() - 1, 5));
                    return !now.isBefore(last.plus(wait));
                })
                .orElse(true);
    }

    private static Instant endOf(Pod pod) {
        return pod.getStatus().getContainerStatuses().stream()
                .filter(c -> c.getState() != null && c.getState().getTerminated() != null)
                .map(c -> Instant.parse(c.getState().getTerminated().getFinishedAt()))
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH);
    }

    /** The name tells the attempt, so that a cache that lags behind leads to "already exists" and not to a second pod. */
    private static Pod pod(Job job, int attempt) {
        var uid = job.getMetadata().getUid();
        var name = job.getMetadata().getName() + "-" + attempt + uid.substring(0, 4);
        var pod = Pods.of(
                job.getSpec().getTemplate(),
                job,
                name,
                Map.of(
                        "batch.kubernetes.io/job-name",
                        job.getMetadata().getName(),
                        "job-name",
                        job.getMetadata().getName(),
                        "batch.kubernetes.io/controller-uid",
                        uid,
                        "controller-uid",
                        uid));
        if ("Indexed".equals(job.getSpec().getCompletionMode())) {
            pod.getMetadata().getAnnotations().put(INDEX_ANNOTATION, "0"); // placement says why it does not run
        }
        return pod;
    }

    private static List<Pod> running(List<Pod> active) {
        return active.stream().filter(pod -> !Pods.isTerminating(pod)).toList();
    }

    private static boolean has(JobStatus status, String type) {
        return Optional.ofNullable(status.getConditions()).orElse(List.of()).stream()
                .anyMatch(c -> c.getType().equals(type) && c.getStatus().equals("True"));
    }

    private static List<JobCondition> with(
            JobStatus status, Instant now, boolean holds, String type, String reason, String message) {
        var conditions =
                new ArrayList<>(Optional.ofNullable(status.getConditions()).orElse(List.of()));
        var text = holds ? "True" : "False";
        if (conditions.stream()
                .anyMatch(c -> c.getType().equals(type) && c.getStatus().equals(text))) {
            return conditions;
        }
        conditions.removeIf(c -> c.getType().equals(type));
        conditions.add(new JobConditionBuilder()
                .withType(type)
                .withStatus(text)
                .withReason(reason)
                .withMessage(message)
                .withLastTransitionTime(text(now))
                .withLastProbeTime(text(now))
                .build());
        return conditions;
    }

    private static String text(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}

package io.djloperator.local.controller;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.PodFailurePolicyRule;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A Job's podFailurePolicy: what a failed pod means. */
final class PodFailures {
    private PodFailures() {}

    /** What the first matching rule says. */
    sealed interface Verdict {
        /** Counts against the back-off limit. */
        record Count() implements Verdict {}

        /** Does not count. */
        record Ignore() implements Verdict {}

        /** Ends the job. */
        record FailJob(String message) implements Verdict {}
    }

    static Verdict judge(Job job, Pod pod) {
        var policy = job.getSpec().getPodFailurePolicy();
        var rules = policy == null ? List.<PodFailurePolicyRule>of() : policy.getRules();
        for (int index = 0; index < rules.size(); index++) {
            var rule = rules.get(index);
            var match = match(rule, pod);
            if (match.isPresent()) {
                return switch (rule.getAction()) {
                    case "FailJob" -> new Verdict.FailJob(match.get() + " matching FailJob rule at index " + index);
                    case "Ignore" -> new Verdict.Ignore();
                    default -> new Verdict.Count();
                };
            }
        }
        return new Verdict.Count();
    }

    private static Optional<String> match(PodFailurePolicyRule rule, Pod pod) {
        var where = pod.getMetadata().getNamespace() + "/" + pod.getMetadata().getName();
        if (rule.getOnExitCodes() != null) {
            var codes = rule.getOnExitCodes();
            return containers(pod)
                    .filter(c -> codes.getContainerName() == null
                            || codes.getContainerName().equals(c.getName()))
                    .filter(c -> c.getState() != null && c.getState().getTerminated() != null)
                    .filter(c -> {
                        var code = c.getState().getTerminated().getExitCode();
                        return code != 0
                                && codes.getValues().contains(code)
                                        == codes.getOperator().equals("In");
                    })
                    .findFirst()
                    .map(c -> "Container " + c.getName() + " for pod " + where + " failed with exit code "
                            + c.getState().getTerminated().getExitCode());
        }
        return Optional.ofNullable(rule.getOnPodConditions()).orElse(List.of()).stream()
                .filter(pattern -> pod.getStatus().getConditions().stream()
                        .anyMatch(c -> c.getType().equals(pattern.getType())
                                && c.getStatus()
                                        .equals(Optional.ofNullable(pattern.getStatus())
                                                .orElse("True"))))
                .findFirst()
                .map(pattern -> "Pod " + where + " has condition " + pattern.getType());
    }

    private static Stream<ContainerStatus> containers(Pod pod) {
        return Stream.concat(
                pod.getStatus().getInitContainerStatuses().stream(), pod.getStatus().getContainerStatuses().stream());
    }
}

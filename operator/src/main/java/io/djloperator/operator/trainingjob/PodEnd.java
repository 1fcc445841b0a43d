package io.djloperator.operator.trainingjob;

import io.djloperator.operator.kube.Text;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How the program of a pod has ended.
 *
 * @param isDisrupted whether the cluster has taken the pod away, so that its exit code may tell nothing of the program
 */
record PodEnd(ContainerStateTerminated container, boolean isDisrupted) {
    private static final String DISRUPTION = "DisruptionTarget";
    private static final int MOST_WORDS = 500;

    /** The end of {@code pod}; empty while it has none. */
    static Optional<PodEnd> of(Pod pod) {
        return pod.getStatus() == null
                ? Optional.empty()
                : pod.getStatus().getContainerStatuses().stream()
                        .filter(container -> container.getName().equals(TrainerContainer.NAME)
                                && container.getState() != null
                                && container.getState().getTerminated() != null)
                        .findFirst()
                        .map(container -> new PodEnd(container.getState().getTerminated(), isDisrupted(pod)));
    }

    /** The ends of {@code pods}, in their order. */
    static List<PodEnd> of(List<Pod> pods) {
        return pods.stream().flatMap(pod -> of(pod).stream()).toList();
    }

    /** Whether the cluster takes {@code pod} away or has done so. */
    static boolean isDisrupted(Pod pod) {
        return pod.getStatus() != null
                && pod.getStatus().getConditions().stream()
                        .anyMatch(c -> c.getType().equals(DISRUPTION) && "True".equals(c.getStatus()));
    }

    int exitCode() {
        return container.getExitCode() == null ? 0 : container.getExitCode();
    }

    boolean hasFailed() {
        return exitCode() != 0;
    }

    /** Whether another try would only repeat it. */
    boolean isFinal() {
        return !isDisrupted && ExitCodes.finalOnes().contains(exitCode());
    }

    /** When, as far as the kubelet has told. */
    Optional<Instant> at() {
        return Optional.ofNullable(container.getFinishedAt()).map(Instant::parse);
    }

    /** What the program hands over. */
    Optional<TrainingResult> result(boolean isTrainer) {
        return TrainingResult.of(container.getMessage(), exitCode(), isTrainer);
    }

    /** The end in words, with the kubelet's reason where it tells more than the number. */
    String words() {
        var reason = container.getReason();
        var more = reason == null || reason.equals("Error") ? "" : " (" + reason + ")";
        var wayOut = "OOMKilled".equals(reason) ? ": raise spec.resources.memory" : "";
        return "failed with exit code " + exitCode() + more + wayOut;
    }

    /** What the program has left as its message, or at the end of its log, where a failure's reason usually stands. */
    String lastWords() {
        var text = Text.tail(container.getMessage(), MOST_WORDS);
        return text.isEmpty() ? "" : ": " + text;
    }
}

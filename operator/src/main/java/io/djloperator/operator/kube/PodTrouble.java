package io.djloperator.operator.kube;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Why a pod does not run, in the words of whoever stops it: the scheduler, the kubelet, or the container itself.
 *
 * @param reason one CamelCase word, such as Unschedulable or ImagePullBackOff
 * @param message what was said
 */
public record PodTrouble(String reason, String message) {
    /** Waiting for these is normal while a pod starts. */
    private static final Set<String> PASSING = Set.of("ContainerCreating", "PodInitializing");

    private static final Set<String> TOLD_BY_EVENTS = Set.of(
            "FailedMount",
            "FailedAttachVolume",
            "FailedCreatePodSandBox",
            "FailedCreate",
            "FailedResourceClaimCreation");

    /** The first trouble among {@code pods}; {@code events} are warnings about them, or about the Job where it has none. */
    public static Optional<PodTrouble> among(Collection<Pod> pods, Collection<Event> events) {
        return pods.stream()
                .flatMap(pod -> of(pod).stream())
                .findFirst()
                .or(() -> warning(events))
                .map(trouble -> new PodTrouble(Text.bounded(trouble.reason, 128), Text.bounded(trouble.message, 900)));
    }

    private static Optional<PodTrouble> of(Pod pod) {
        if (pod.getStatus() == null) {
            return Optional.empty();
        }
        return scheduling(pod)
                .or(() -> containers(pod).flatMap(PodTrouble::waiting).findFirst());
    }

    private static Optional<PodTrouble> scheduling(Pod pod) {
        return pod.getStatus().getConditions().stream()
                .filter(c -> c.getType().equals("PodScheduled") && c.getStatus().equals("False"))
                .findFirst()
                .map((PodCondition c) -> new PodTrouble(c.getReason(), c.getMessage()));
    }

    private static Stream<ContainerStatus> containers(Pod pod) {
        return Stream.concat(
                pod.getStatus().getInitContainerStatuses().stream(), pod.getStatus().getContainerStatuses().stream());
    }

    private static Stream<PodTrouble> waiting(ContainerStatus container) {
        var waiting = container.getState() == null ? null : container.getState().getWaiting();
        if (waiting == null || PASSING.contains(waiting.getReason())) {
            return Stream.empty();
        }
        var message =
                waiting.getMessage() == null ? "container '" + container.getName() + "' waits" : waiting.getMessage();
        return Stream.of(new PodTrouble(waiting.getReason(), message));
    }

    /** What only events tell: a volume that cannot be mounted, a ConfigMap or a claim template that is missing, a quota that lets no pod be made. */
    private static Optional<PodTrouble> warning(Collection<Event> events) {
        return events.stream()
                .filter(e -> "Warning".equals(e.getType()) && TOLD_BY_EVENTS.contains(e.getReason()))
                .reduce((first, second) -> second)
                .map(e -> new PodTrouble(e.getReason(), e.getNote()));
    }
}

package io.djloperator.operator.trainingjob;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Since when pods hold what they ask for: one without a node holds nothing. */
final class PodTimes {
    private PodTimes() {}

    /** When {@code pod} got its node, as well as that can be told; empty where it has none. */
    static Optional<Instant> holdsSince(Pod pod) {
        var status = pod.getStatus() == null ? new PodStatus() : pod.getStatus();
        var scheduled = status.getConditions().stream()
                .filter(c -> c.getType().equals("PodScheduled") && "True".equals(c.getStatus()))
                .findFirst()
                .map(PodCondition::getLastTransitionTime);
        return scheduled
                .or(() -> Optional.ofNullable(status.getStartTime()))
                .or(() -> Optional.of(pod.getMetadata())
                        .filter(meta -> hasNode(pod, status))
                        .map(meta -> meta.getCreationTimestamp()))
                .map(Instant::parse);
    }

    /** When the first of {@code pods} that was made since {@code begin} got its node. */
    static Optional<Instant> firstHold(List<Pod> pods, Instant begin) {
        return pods.stream()
                .filter(pod ->
                        !Instant.parse(pod.getMetadata().getCreationTimestamp()).isBefore(begin))
                .flatMap(pod -> holdsSince(pod).stream())
                .min(Instant::compareTo);
    }

    private static boolean hasNode(Pod pod, PodStatus status) {
        return pod.getSpec() != null && pod.getSpec().getNodeName() != null
                || status.getPhase() != null && !status.getPhase().equals("Pending")
                || !status.getContainerStatuses().isEmpty(); // which the kubelet writes
    }
}

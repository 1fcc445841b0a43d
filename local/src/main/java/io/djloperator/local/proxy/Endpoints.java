package io.djloperator.local.proxy;

import io.djloperator.local.node.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Which pods answer for a Service, and at which of the machine's ports. */
public final class Endpoints {
    private Endpoints() {}

    /** Ports of the ready pods that the Service selects; a pod that is ending is none of them. */
    public static List<Integer> of(Service service, List<Pod> pods) {
        var selector = Optional.ofNullable(service.getSpec().getSelector()).orElse(Map.of());
        if (selector.isEmpty()) {
            return List.of();
        }
        return pods.stream()
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null && isReady(pod))
                .filter(pod -> Optional.ofNullable(pod.getMetadata().getLabels())
                        .orElse(Map.of())
                        .entrySet()
                        .containsAll(selector.entrySet()))
                .flatMap(pod -> port(service, pod).stream())
                .toList();
    }

    private static Optional<Integer> port(Service service, Pod pod) {
        var target = service.getSpec().getPorts().get(0).getTargetPort();
        var declared = target.getIntVal() != null
                ? Optional.of(target.getIntVal())
                : pod.getSpec().getContainers().stream()
                        .flatMap(container -> container.getPorts().stream())
                        .filter(port -> target.getStrVal().equals(port.getName()))
                        .map(port -> port.getContainerPort())
                        .findFirst();
        return declared.flatMap(port -> assigned(pod)
                .filter(words -> words[0].equals(String.valueOf(port)))
                .map(words -> Integer.valueOf(words[1]))
                .findFirst());
    }

    private static Stream<String[]> assigned(Pod pod) {
        var annotations =
                Optional.ofNullable(pod.getMetadata().getAnnotations()).orElse(Map.of());
        return Arrays.stream(annotations.getOrDefault(Node.PORTS_ANNOTATION, "").split(","))
                .map(pair -> pair.split("="))
                .filter(words -> words.length == 2);
    }

    private static boolean isReady(Pod pod) {
        return pod.getStatus() != null
                && Optional.ofNullable(pod.getStatus().getConditions()).orElse(List.of()).stream()
                        .anyMatch(condition -> condition.getType().equals("Ready")
                                && condition.getStatus().equals("True"));
    }
}

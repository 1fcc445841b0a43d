package io.djloperator.local.controller;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Whether the one node can take a pod, in the scheduler's words where it cannot. */
final class Placement {
    private static final String ONE_NODE =
            "0/1 nodes are available: 1 node(s) of local mode run no pod of an Indexed Job."
                    + " A job with spec.nodes above 1 needs a cluster.";

    private Placement() {}

    static Optional<String> obstacle(Pod pod, List<PersistentVolumeClaim> claims) {
        return missingClaim(pod, claims)
                .map(claim -> "persistentvolumeclaim \"" + claim + "\" not found")
                .or(() -> selectsAnotherNode(pod)
                        ? Optional.of("0/1 nodes are available: 1 node(s) didn't match Pod's node affinity/selector.")
                        : Optional.empty())
                .or(() -> isOfAGroup(pod) ? Optional.of(ONE_NODE) : Optional.empty())
                .or(() -> device(pod).map(resource -> "0/1 nodes are available: 1 Insufficient " + resource + "."));
    }

    private static Optional<String> missingClaim(Pod pod, List<PersistentVolumeClaim> claims) {
        return pod.getSpec().getVolumes().stream()
                .map(volume -> volume.getPersistentVolumeClaim())
                .filter(Objects::nonNull)
                .map(source -> source.getClaimName())
                .filter(name -> claims.stream()
                        .noneMatch(claim -> claim.getMetadata().getName().equals(name)
                                && claim.getMetadata()
                                        .getNamespace()
                                        .equals(pod.getMetadata().getNamespace())))
                .findFirst();
    }

    private static boolean selectsAnotherNode(Pod pod) {
        var selector = pod.getSpec().getNodeSelector();
        return selector != null && !selector.isEmpty();
    }

    private static boolean isOfAGroup(Pod pod) {
        var annotations = pod.getMetadata().getAnnotations();
        return annotations != null && annotations.containsKey(JobPlan.INDEX_ANNOTATION);
    }

    /** An extended resource that the pod asks for, such as nvidia.com/gpu: there is none here. */
    private static Optional<String> device(Pod pod) {
        return pod.getSpec().getContainers().stream()
                .map(container -> container.getResources())
                .filter(resources -> resources != null && resources.getLimits() != null)
                .flatMap(resources -> resources.getLimits().keySet().stream())
                .filter(name -> name.contains("/"))
                .findFirst();
    }
}

package io.djloperator.local.controller;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Questions about pods, and pods from templates. */
final class Pods {
    private Pods() {}

    static boolean isOwnedBy(Pod pod, HasMetadata owner) {
        return pod.getMetadata().getOwnerReferences().stream()
                .anyMatch(reference ->
                        reference.getUid().equals(owner.getMetadata().getUid()));
    }

    static boolean isReady(Pod pod) {
        return pod.getStatus() != null
                && Optional.ofNullable(pod.getStatus().getConditions()).stream()
                        .flatMap(List::stream)
                        .anyMatch(condition -> condition.getType().equals("Ready")
                                && condition.getStatus().equals("True"));
    }

    static boolean isTerminating(Pod pod) {
        return pod.getMetadata().getDeletionTimestamp() != null;
    }

    static boolean hasPhase(Pod pod, String phase) {
        return pod.getStatus() != null && phase.equals(pod.getStatus().getPhase());
    }

    static boolean isFinished(Pod pod) {
        return hasPhase(pod, "Succeeded") || hasPhase(pod, "Failed");
    }

    static Pod of(PodTemplateSpec template, HasMetadata owner, String name, Map<String, String> labels) {
        var metadata = Optional.ofNullable(template.getMetadata());
        return new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(owner.getMetadata().getNamespace())
                .withLabels(metadata.map(m -> m.getLabels()).orElse(Map.of()))
                .addToLabels(labels)
                .withAnnotations(metadata.map(m -> m.getAnnotations()).orElse(Map.of()))
                .withOwnerReferences(reference(owner))
                .endMetadata()
                .withNewSpecLike(template.getSpec())
                .withServiceAccountName(Optional.ofNullable(template.getSpec().getServiceAccountName())
                        .orElse(ServiceAccounts.DEFAULT))
                .endSpec()
                .build();
    }

    private static OwnerReference reference(HasMetadata owner) {
        return new OwnerReferenceBuilder()
                .withApiVersion(owner.getApiVersion())
                .withKind(owner.getKind())
                .withName(owner.getMetadata().getName())
                .withUid(owner.getMetadata().getUid())
                .withController(true)
                .withBlockOwnerDeletion(true)
                .build();
    }
}

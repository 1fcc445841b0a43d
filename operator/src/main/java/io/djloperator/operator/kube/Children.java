package io.djloperator.operator.kube;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;

/** How a child is tied to its owner. */
public final class Children {
    private Children() {}

    /** Metadata of a child: same namespace, our labels, collected together with its owner. */
    public static ObjectMeta metadata(HasMetadata owner, String name, String component) {
        return new ObjectMetaBuilder()
                .withName(name)
                .withNamespace(owner.getMetadata().getNamespace())
                .withLabels(Labels.of(owner, component))
                .withOwnerReferences(new OwnerReferenceBuilder()
                        .withApiVersion(owner.getApiVersion())
                        .withKind(owner.getKind())
                        .withName(owner.getMetadata().getName())
                        .withUid(owner.getMetadata().getUid())
                        .withController(true)
                        .build())
                .build();
    }

    /** Whether {@code owner} is the controller of {@code child}. */
    public static boolean belongs(HasMetadata child, HasMetadata owner) {
        return child.getMetadata().getOwnerReferences().stream()
                .anyMatch(reference -> Boolean.TRUE.equals(reference.getController())
                        && reference.getUid().equals(owner.getMetadata().getUid()));
    }
}

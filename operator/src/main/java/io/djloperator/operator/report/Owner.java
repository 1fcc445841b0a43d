package io.djloperator.operator.report;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import java.util.Optional;

/** The one owner that manages an object. */
final class Owner {
    private Owner() {}

    static Optional<OwnerReference> controller(HasMetadata child) {
        return child.getMetadata().getOwnerReferences().stream()
                .filter(owner -> Boolean.TRUE.equals(owner.getController()))
                .findFirst();
    }
}

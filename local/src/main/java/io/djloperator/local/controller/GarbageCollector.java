package io.djloperator.local.controller;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Deletes what has owners of which none exists any more, and lets go of owners that wait for their children to be gone. */
final class GarbageCollector {
    private static final String FOREGROUND = "foregroundDeletion";
    private static final String ORPHAN = "orphan";

    private final KubernetesClient client;
    private final Writer writer;

    GarbageCollector(KubernetesClient client, Writer writer) {
        this.client = client;
        this.writer = writer;
    }

    void collect(List<HasMetadata> everything) {
        var alive =
                everything.stream().map(object -> object.getMetadata().getUid()).collect(Collectors.toSet());
        for (var object : everything) {
            if (isOrphan(object, alive)) {
                writer.delete(object);
            } else if (object.getMetadata().getDeletionTimestamp() != null) {
                finish(object, everything);
            }
        }
    }

    private boolean isOrphan(HasMetadata object, Set<String> alive) {
        var owners = object.getMetadata().getOwnerReferences();
        return object.getMetadata().getDeletionTimestamp() == null
                && !owners.isEmpty()
                && owners.stream().noneMatch(owner -> alive.contains(owner.getUid()))
                && owners.stream()
                        .noneMatch(owner -> exists(owner, object.getMetadata().getNamespace()));
    }

    /** The caches of two kinds are not equally new: the API server has the last word. */
    private boolean exists(OwnerReference owner, String namespace) {
        GenericKubernetesResource found = client.genericKubernetesResources(owner.getApiVersion(), owner.getKind())
                .inNamespace(namespace)
                .withName(owner.getName())
                .get();
        return found != null && found.getMetadata().getUid().equals(owner.getUid());
    }

    private void finish(HasMetadata owner, List<HasMetadata> everything) {
        var finalizers = owner.getMetadata().getFinalizers();
        var children = everything.stream()
                .filter(object -> object.getMetadata().getOwnerReferences().stream()
                        .anyMatch(reference ->
                                reference.getUid().equals(owner.getMetadata().getUid())))
                .toList();
        if (finalizers.contains(ORPHAN)) {
            children.forEach(child -> disown(child, owner));
            release(owner, ORPHAN);
        } else if (finalizers.contains(FOREGROUND)) {
            children.stream()
                    .filter(child -> child.getMetadata().getDeletionTimestamp() == null)
                    .forEach(writer::delete);
            if (children.isEmpty()) {
                release(owner, FOREGROUND);
            }
        }
    }

    private void disown(HasMetadata child, HasMetadata owner) {
        client.resource(child).edit(newest -> {
            newest.getMetadata()
                    .getOwnerReferences()
                    .removeIf(reference ->
                            reference.getUid().equals(owner.getMetadata().getUid()));
            return newest;
        });
    }

    private void release(HasMetadata owner, String finalizer) {
        client.resource(owner).edit(newest -> {
            newest.getMetadata().getFinalizers().remove(finalizer);
            return newest;
        });
    }
}

package io.djloperator.local.api.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.djloperator.local.api.embedded.Target.Key;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** The verbs: create, replace, patch, apply and delete, with the rules for status, generation, conflicts and finalizers. */
final class Objects {
    private final Store store;
    private final Admission admission;
    private final Map<Applied, JsonNode> applied = new HashMap<>();

    Objects(Store store, Admission admission) {
        this.store = store;
        this.admission = admission;
    }

    /** What one field manager applied last to one object's main or status path. */
    private record Applied(String uid, String manager, String subresource) {}

    ObjectNode get(Key key) {
        return store.get(key).orElseThrow(() -> ApiFailure.notFound(key.quoted()));
    }

    ObjectNode create(Target target, ObjectNode given) {
        synchronized (store) {
            var object = given.deepCopy();
            var metadata = Store.metadata(object);
            var prefix = metadata.path("generateName").asText();
            var name = metadata.path("name").asText(prefix.isEmpty() ? "" : prefix + randomSuffix());
            var key = new Key(target.kind(), target.namespace(), name);
            if (store.get(key).isPresent()) {
                throw ApiFailure.alreadyExists(key.quoted());
            }
            admission.create(key, object);
            var stored = store.put(key, object);
            admission.written(key, stored);
            return stored;
        }
    }

    ObjectNode replace(Target target, ObjectNode given) {
        return change(target, current -> given.deepCopy());
    }

    ObjectNode patch(Target target, UnaryOperator<JsonNode> patch) {
        return change(target, current -> {
            if (patch.apply(current) instanceof ObjectNode object) {
                return object;
            }
            throw ApiFailure.badRequest("the patch does not leave an object");
        });
    }

    /** Server-side apply: creates what does not exist. Conflicts between managers are not found: the last one wins. */
    ObjectNode apply(Target target, ObjectNode given, String manager) {
        synchronized (store) {
            var existing = store.get(target.key());
            if (existing.isEmpty()) {
                if (!target.subresource().isEmpty()) {
                    throw ApiFailure.notFound(target.key().quoted());
                }
                Store.metadata(given).put("name", target.name());
                var created = create(target, given);
                applied.put(appliedBy(created, manager, target), withoutIdentity(given));
                return created;
            }
            var note = appliedBy(existing.get(), manager, target);
            var before = applied.getOrDefault(note, MissingNode.getInstance());
            var now = withoutIdentity(given);
            var others = applied.entrySet().stream()
                    .filter(entry -> entry.getKey().uid().equals(note.uid())
                            && !entry.getKey().equals(note))
                    .map(Map.Entry::getValue)
                    .toList();
            var stored = change(target, current -> (ObjectNode) Merge.apply(current, before, now, others));
            applied.put(note, now);
            return stored;
        }
    }

    /** What the scheduler does: names the node that a pod runs on, once. */
    ObjectNode bind(Key key, String node) {
        synchronized (store) {
            var pod = get(key).deepCopy();
            if (pod.path("spec").has("nodeName")) {
                throw ApiFailure.conflict(key.quoted());
            }
            pod.withObject("/spec").put("nodeName", node);
            pod.withObject("/status")
                    .withArray("conditions")
                    .removeAll()
                    .addObject()
                    .put("type", "PodScheduled")
                    .put("status", "True")
                    .put("lastTransitionTime", Admission.now());
            return store.put(key, pod);
        }
    }

    /** Deletes at once, or marks the object where a finalizer or a running pod must end first. */
    ObjectNode delete(Key key, String graceSeconds, String propagation) {
        synchronized (store) {
            var object = get(key).deepCopy();
            var metadata = Store.metadata(object);
            var finalizers = metadata.withArray("finalizers");
            if (List.of("Foreground", "Orphan").contains(propagation)) {
                finalizers.add(propagation.equals("Orphan") ? "orphan" : "foregroundDeletion");
            }
            var grace = Admission.graceSeconds(key, object, graceSeconds);
            if (finalizers.isEmpty() && grace == 0) {
                return remove(key, object);
            }
            if (finalizers.isEmpty()) {
                metadata.remove("finalizers");
            }
            if (!metadata.has("deletionTimestamp")) {
                metadata.put("deletionTimestamp", Admission.now()).put("deletionGracePeriodSeconds", grace);
                return store.put(key, object);
            }
            return object;
        }
    }

    private ObjectNode change(Target target, UnaryOperator<ObjectNode> change) {
        synchronized (store) {
            var key = target.key();
            var current = get(key);
            var wanted = change.apply(current);
            var version = wanted.path("metadata").path("resourceVersion").asText("");
            if (!version.isEmpty()
                    && !version.equals(
                            current.path("metadata").path("resourceVersion").asText())) {
                throw ApiFailure.conflict(key.quoted());
            }
            var next = target.subresource().equals("status")
                    ? onlyStatus(current, wanted)
                    : allButStatus(key, current, wanted);
            admission.validate(key, next);
            if (next.equals(current)) {
                return current;
            }
            if (isDeletedAndFree(next)) {
                return remove(key, next);
            }
            var stored = store.put(key, next);
            admission.written(key, stored);
            return stored;
        }
    }

    private ObjectNode remove(Key key, ObjectNode object) {
        store.remove(key);
        admission.removed(key, object);
        var uid = object.path("metadata").path("uid").asText();
        applied.keySet().removeIf(note -> note.uid().equals(uid));
        return object;
    }

    private static ObjectNode onlyStatus(ObjectNode current, ObjectNode wanted) {
        var next = current.deepCopy();
        Optional.ofNullable(wanted.get("status"))
                .ifPresentOrElse(s -> next.set("status", s), () -> next.remove("status"));
        return next;
    }

    private static ObjectNode allButStatus(Key key, ObjectNode current, ObjectNode wanted) {
        var next = wanted.deepCopy();
        if (key.kind().hasStatus()) {
            next.remove("status");
            Optional.ofNullable(current.get("status")).ifPresent(status -> next.set("status", status));
        }
        var metadata = Store.metadata(next);
        for (var field : List.of(
                "name",
                "namespace",
                "uid",
                "creationTimestamp",
                "generation",
                "resourceVersion",
                "deletionTimestamp",
                "deletionGracePeriodSeconds")) {
            Optional.ofNullable(current.path("metadata").get(field))
                    .ifPresentOrElse(value -> metadata.set(field, value), () -> metadata.remove(field));
        }
        metadata.remove("managedFields");
        if (key.kind().countsGeneration() && !next.path("spec").equals(current.path("spec"))) {
            metadata.put(
                    "generation", current.path("metadata").path("generation").asLong() + 1);
        }
        return next;
    }

    private static boolean isDeletedAndFree(ObjectNode object) {
        var metadata = object.path("metadata");
        return metadata.has("deletionTimestamp")
                && metadata.path("finalizers").isEmpty()
                && metadata.path("deletionGracePeriodSeconds").asLong() == 0;
    }

    private static Applied appliedBy(ObjectNode object, String manager, Target target) {
        return new Applied(object.path("metadata").path("uid").asText(), manager, target.subresource());
    }

    /** Without the fields that the server owns, which a client may send along. */
    private static ObjectNode withoutIdentity(ObjectNode given) {
        var object = given.deepCopy();
        Store.metadata(object).remove(List.of("uid", "creationTimestamp", "generation", "managedFields", "selfLink"));
        return object;
    }

    private static String randomSuffix() {
        return UUID.randomUUID().toString().substring(0, 5);
    }
}

package io.djloperator.local.api.embedded;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.djloperator.local.api.embedded.Target.Key;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/**
 * All objects, in memory, with one revision counter and a short history for watches. Stored objects are never changed in place.
 * A caller that reads and then writes holds this object's monitor in between.
 */
final class Store {
    private static final int HISTORY = 4096;

    private final Map<Key, ObjectNode> objects = new LinkedHashMap<>();
    private final Deque<Change> history = new ArrayDeque<>();
    private final List<Watch> watches = new CopyOnWriteArrayList<>();
    private long revision;

    /** One write; {@code before} is null for a new object and {@code after} for a deleted one. */
    record Change(long revision, Key key, ObjectNode before, ObjectNode after) {}

    synchronized Optional<ObjectNode> get(Key key) {
        return Optional.ofNullable(objects.get(key));
    }

    synchronized List<ObjectNode> list(Predicate<Key> keys) {
        var found = new ArrayList<ObjectNode>();
        objects.forEach((key, object) -> {
            if (keys.test(key)) {
                found.add(object);
            }
        });
        return found;
    }

    synchronized long revision() {
        return revision;
    }

    /** Stores the object under the next revision. */
    synchronized ObjectNode put(Key key, ObjectNode object) {
        revision++;
        metadata(object).put("resourceVersion", String.valueOf(revision));
        publish(new Change(revision, key, objects.put(key, object), object));
        return object;
    }

    synchronized void remove(Key key) {
        var before = objects.remove(key);
        if (before != null) {
            revision++;
            publish(new Change(revision, key, before, null));
        }
    }

    /**
     * Watches from a revision on.
     *
     * @throws ApiFailure 410 where the history does not reach back that far: the client then lists again
     */
    synchronized Watch watch(long fromRevision, Predicate<Key> keys) {
        if (fromRevision < revision && (history.isEmpty() || history.getFirst().revision() > fromRevision + 1)) {
            throw ApiFailure.gone();
        }
        var watch = new Watch(keys);
        history.stream().filter(change -> change.revision() > fromRevision).forEach(watch::offer);
        watches.add(watch);
        return watch;
    }

    void end(Watch watch) {
        watches.remove(watch);
    }

    private void publish(Change change) {
        history.addLast(change);
        if (history.size() > HISTORY) {
            history.removeFirst();
        }
        watches.forEach(watch -> watch.offer(change));
    }

    static ObjectNode metadata(ObjectNode object) {
        return object.path("metadata") instanceof ObjectNode metadata ? metadata : object.putObject("metadata");
    }
}

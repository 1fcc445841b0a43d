package io.djloperator.local.api.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.djloperator.local.api.embedded.Store.Change;
import io.djloperator.local.api.embedded.Tables.Column;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A watch as a stream of JSON lines. Ends after the time that the client asked for, at most ten minutes: clients then go on. */
final class WatchStream {
    private static final long MAX_SECONDS = 600;
    private static final long IDLE_MILLIS = 15_000;

    private final Store store;
    private final Predicate<JsonNode> selected;
    private final List<Column> columns;
    private final boolean asTable;
    private final boolean bookmarks;
    private final String kind;

    WatchStream(Store store, Request request, Target target, List<Column> columns) {
        this.store = store;
        this.selected = Routes.selected(request);
        this.columns = columns;
        this.asTable = request.wantsTable();
        this.bookmarks = request.param("allowWatchBookmarks").equals("true");
        this.kind = target.kind().name() + " " + target.kind().apiVersion();
    }

    /** Opens the watch; without a resource version the stream begins with all objects. */
    Opened open(Request request, Target target) {
        synchronized (store) {
            var version = request.param("resourceVersion");
            var fromNow = version.isEmpty() || version.equals("0");
            if (!fromNow && !version.matches("\\d{1,18}")) {
                throw ApiFailure.badRequest("resourceVersion '" + version + "' is not a number");
            }
            var first = new ArrayList<ObjectNode>();
            if (fromNow) {
                store.list(Routes.keys(target)).stream()
                        .filter(selected)
                        .forEach(object -> first.add(event("ADDED", object)));
            }
            var from = fromNow ? store.revision() : Long.parseLong(version);
            var asked = request.param("timeoutSeconds");
            var seconds = asked.matches("\\d{1,5}") ? Math.min(MAX_SECONDS, Long.parseLong(asked)) : MAX_SECONDS;
            return new Opened(store.watch(from, Routes.keys(target)), first, seconds);
        }
    }

    /** A watch that has begun. */
    record Opened(Watch watch, List<ObjectNode> first, long seconds) {}

    void write(Opened opened, OutputStream out) throws IOException, InterruptedException {
        try {
            for (var event : opened.first()) {
                line(out, event);
            }
            out.flush();
            var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(opened.seconds());
            while (System.nanoTime() < end && !opened.watch().isOverrun()) {
                var left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                var change = opened.watch().next(Math.max(1, Math.min(IDLE_MILLIS, left)));
                var event = change.isPresent() ? event(change.get()) : bookmark();
                if (event.isPresent()) {
                    line(out, event.get());
                    out.flush();
                }
            }
        } finally {
            store.end(opened.watch());
        }
    }

    private Optional<ObjectNode> event(Change change) {
        var matched = change.before() != null && selected.test(change.before());
        var matches = change.after() != null && selected.test(change.after());
        if (matches) {
            return Optional.of(event(matched ? "MODIFIED" : "ADDED", change.after()));
        }
        if (matched) {
            var last = change.before().deepCopy();
            Store.metadata(last).put("resourceVersion", String.valueOf(change.revision()));
            return Optional.of(event("DELETED", last));
        }
        return Optional.empty();
    }

    /** Tells the client how far it is, and tells us whether it is still there. */
    private Optional<ObjectNode> bookmark() {
        if (!bookmarks || asTable) {
            return Optional.empty();
        }
        var words = kind.split(" ");
        var object = JsonNodeFactory.instance.objectNode().put("kind", words[0]).put("apiVersion", words[1]);
        object.putObject("metadata").put("resourceVersion", String.valueOf(store.revision()));
        return Optional.of(event("BOOKMARK", object));
    }

    private ObjectNode event(String type, ObjectNode object) {
        var shown = asTable
                ? Tables.table(
                        List.of(object),
                        columns,
                        object.at("/metadata/resourceVersion").asText(),
                        Instant.now())
                : object;
        var event = JsonNodeFactory.instance.objectNode().put("type", type);
        event.set("object", shown);
        return event;
    }

    private static void line(OutputStream out, JsonNode event) throws IOException {
        out.write(Json.MAPPER.writeValueAsBytes(event));
        out.write('\n');
    }
}

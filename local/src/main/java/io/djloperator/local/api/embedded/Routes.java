package io.djloperator.local.api.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.djloperator.local.api.embedded.Tables.Column;
import io.djloperator.local.api.embedded.Target.Key;
import io.fabric8.zjsonpatch.JsonPatch;
import io.fabric8.zjsonpatch.JsonPatchException;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** From a request to its answer, for everything but watches and logs. */
final class Routes {
    private final Store store;
    private final Kinds kinds;
    private final Objects objects;
    private final Discovery discovery;
    private final Tokens tokens;

    Routes(Store store, Kinds kinds) {
        this.store = store;
        this.kinds = kinds;
        this.objects = new Objects(store, new Admission(store, kinds));
        this.discovery = new Discovery(kinds);
        this.tokens = new Tokens(store, kinds);
    }

    /** An answer's status code and body. */
    record Answer(int code, JsonNode body) {}

    Answer answer(Request request) {
        if (request.method().equals("GET")) {
            var known = discovery.answer(request.path());
            if (known.isPresent()) {
                return new Answer(200, known.get());
            }
        }
        if (request.method().equals("POST") && request.path().equals(Tokens.REVIEW_PATH)) {
            return new Answer(201, tokens.review(request.object()));
        }
        var target = target(request);
        return target.isCollection() ? collection(request, target) : single(request, target);
    }

    Target target(Request request) {
        return Target.parse(request.path(), kinds).orElseThrow(() -> ApiFailure.notFound("the path " + request.path()));
    }

    /** Which stored objects a collection holds, before selectors. */
    static Predicate<Key> keys(Target target) {
        return key -> key.kind().equals(target.kind())
                && (target.namespace().isEmpty() || key.namespace().equals(target.namespace()));
    }

    static Predicate<JsonNode> selected(Request request) {
        return Selector.labels(request.param("labelSelector")).and(Selector.fields(request.param("fieldSelector")));
    }

    List<Column> columns(Kind kind) {
        return kinds.find("apiextensions.k8s.io", "v1", "customresourcedefinitions")
                .flatMap(crds -> store.get(new Key(crds, "", kind.plural() + "." + kind.group())))
                .map(definition -> Column.of(definition.at("/spec/versions/0")))
                .orElseGet(() -> BuiltInColumns.of(kind));
    }

    private Answer collection(Request request, Target target) {
        return switch (request.method()) {
            case "GET" -> new Answer(200, list(request, target));
            case "POST" -> new Answer(201, objects.create(target, request.object()));
            case "DELETE" -> {
                matching(request, target).forEach(object -> objects.delete(keyOf(target.kind(), object), "", ""));
                yield new Answer(
                        200,
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("kind", "Status")
                                .put("status", "Success"));
            }
            default -> throw ApiFailure.notAllowed(request.method());
        };
    }

    private Answer single(Request request, Target target) {
        if (target.subresource().equals("binding") && request.method().equals("POST")) {
            return new Answer(
                    201,
                    objects.bind(
                            target.key(), request.object().at("/target/name").asText()));
        }
        if (target.kind().name().equals("ServiceAccount")
                && target.subresource().equals("token")
                && request.method().equals("POST")) {
            return new Answer(201, tokens.issue(target.key(), request.object()));
        }
        if (!List.of("", "status").contains(target.subresource())) {
            throw ApiFailure.notAllowed(request.method() + " of " + target.subresource());
        }
        return switch (request.method()) {
            case "GET" -> new Answer(200, shown(request, target, objects.get(target.key())));
            case "PUT" -> new Answer(200, objects.replace(target, request.object()));
            case "PATCH" -> new Answer(200, patch(request, target));
            case "DELETE" -> new Answer(200, delete(request, target));
            default -> throw ApiFailure.notAllowed(request.method());
        };
    }

    private ObjectNode patch(Request request, Target target) {
        return switch (request.contentType()) {
            case "application/apply-patch+yaml" ->
                objects.apply(target, request.object(), request.param("fieldManager"));
            case "application/merge-patch+json" ->
                objects.patch(target, current -> Merge.patch(current, request.object(), false));
            case "application/strategic-merge-patch+json" ->
                objects.patch(target, current -> Merge.patch(current, request.object(), true));
            case "application/json-patch+json" -> objects.patch(target, current -> jsonPatch(current, request.body()));
            default -> throw ApiFailure.unsupportedMediaType(request.contentType());
        };
    }

    private static JsonNode jsonPatch(JsonNode current, byte[] patch) {
        try {
            return JsonPatch.apply(Json.MAPPER.readTree(patch), current.deepCopy());
        } catch (JsonPatchException | IOException e) {
            throw ApiFailure.invalid("the JSON patch does not fit: " + e.getMessage());
        }
    }

    private ObjectNode delete(Request request, Target target) {
        var options = request.body().length == 0 ? JsonNodeFactory.instance.objectNode() : request.object();
        var uid = options.at("/preconditions/uid").asText("");
        if (!uid.isEmpty()
                && !uid.equals(objects.get(target.key()).at("/metadata/uid").asText())) {
            throw ApiFailure.conflict(target.key().quoted());
        }
        return objects.delete(
                target.key(),
                options.path("gracePeriodSeconds").asText(request.param("gracePeriodSeconds")),
                options.path("propagationPolicy").asText(request.param("propagationPolicy")));
    }

    private JsonNode list(Request request, Target target) {
        synchronized (store) {
            var items = matching(request, target);
            var revision = String.valueOf(store.revision());
            if (request.wantsTable()) {
                return Tables.table(items, columns(target.kind()), revision, Instant.now());
            }
            var list = JsonNodeFactory.instance
                    .objectNode()
                    .put("kind", target.kind().name() + "List")
                    .put("apiVersion", target.kind().apiVersion());
            list.putObject("metadata").put("resourceVersion", revision);
            list.putArray("items").addAll(items);
            return list;
        }
    }

    private JsonNode shown(Request request, Target target, ObjectNode object) {
        return request.wantsTable()
                ? Tables.table(
                        List.of(object),
                        columns(target.kind()),
                        object.at("/metadata/resourceVersion").asText(),
                        Instant.now())
                : object;
    }

    private List<ObjectNode> matching(Request request, Target target) {
        var stored = store.list(keys(target)).stream();
        var all = CoreEvents.are(target.kind()) ? Stream.concat(stored, newerEvents(target)) : stored;
        return all.filter(selected(request)).toList();
    }

    private Stream<ObjectNode> newerEvents(Target target) {
        return store
                .list(key -> CoreEvents.areNewer(key.kind())
                        && (target.namespace().isEmpty() || key.namespace().equals(target.namespace())))
                .stream()
                .map(CoreEvents::of);
    }

    private static Key keyOf(Kind kind, ObjectNode object) {
        return new Key(
                kind,
                object.at("/metadata/namespace").asText(),
                object.at("/metadata/name").asText());
    }
}

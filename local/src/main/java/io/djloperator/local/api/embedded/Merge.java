package io.djloperator.local.api.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Puts JSON trees together: merge patches (also the strategic ones) and server-side apply. */
final class Merge {
    /** Lists whose items are merged by a key; every other list is one value. From the API's {@code listType: map} markers. */
    private static final Map<String, String> LIST_KEYS = Map.of(
            "containers", "name",
            "initContainers", "name",
            "env", "name",
            "volumes", "name",
            "volumeMounts", "mountPath",
            "conditions", "type",
            "ownerReferences", "uid");

    private Merge() {}

    /** RFC 7386, and where {@code strategic} the merge of keyed lists with {@code $patch: delete}. */
    static JsonNode patch(JsonNode current, JsonNode patch, boolean strategic) {
        if (!(patch instanceof ObjectNode patchObject)) {
            return patch.deepCopy();
        }
        var result = current instanceof ObjectNode object ? object.deepCopy() : JsonNodeFactory.instance.objectNode();
        patchObject.properties().forEach(field -> {
            var name = field.getKey();
            if (strategic && name.startsWith("$")) {
                return; // $setElementOrder, $retainKeys: hints about order that change nothing here
            }
            if (field.getValue().isNull()) {
                result.remove(name);
            } else if (strategic && isKeyed(name, field.getValue())) {
                result.set(name, patchList(result.path(name), field.getValue(), LIST_KEYS.get(name)));
            } else {
                result.set(name, patch(result.path(name), field.getValue(), strategic));
            }
        });
        return result;
    }

    private static ArrayNode patchList(JsonNode current, JsonNode patch, String key) {
        var items = byKey(current, key);
        for (var item : patch) {
            var id = item.path(key).asText();
            if (item.path("$patch").asText().equals("delete")) {
                items.remove(id);
            } else {
                items.put(id, patch(items.getOrDefault(id, JsonNodeFactory.instance.objectNode()), item, true));
            }
        }
        return array(items);
    }

    /**
     * Server-side apply for one field manager: what it applied before and does not name now goes, unless another manager applied it
     * too; what it names now is set; and what others set stays.
     *
     * @param others what the other managers applied last
     */
    static JsonNode apply(JsonNode current, JsonNode before, JsonNode now, List<JsonNode> others) {
        return apply("", current, before, now, others);
    }

    private static JsonNode apply(
            String field, JsonNode current, JsonNode before, JsonNode now, List<JsonNode> others) {
        if (now instanceof ObjectNode nowObject) {
            var result =
                    current instanceof ObjectNode object ? object.deepCopy() : JsonNodeFactory.instance.objectNode();
            fieldNames(before).stream()
                    .filter(name -> !nowObject.has(name))
                    .forEach(name -> let(
                            result, name, release(name, result.path(name), before.path(name), below(others, name))));
            nowObject.properties().forEach(entry -> {
                var name = entry.getKey();
                var value = apply(name, result.path(name), before.path(name), entry.getValue(), below(others, name));
                result.set(name, value);
            });
            return result;
        }
        return isKeyed(field, now) ? applyList(LIST_KEYS.get(field), current, before, now, others) : now.deepCopy();
    }

    private static ArrayNode applyList(
            String key, JsonNode current, JsonNode before, JsonNode now, List<JsonNode> others) {
        var items = byKey(current, key);
        var earlier = byKey(before, key);
        var wanted = byKey(now, key);
        var foreign = others.stream().map(list -> byKey(list, key)).toList();
        var missing = JsonNodeFactory.instance.missingNode();
        earlier.forEach((id, item) -> {
            if (!wanted.containsKey(id) && items.containsKey(id)) {
                var left = release("", items.get(id), item, items(foreign, id));
                items.computeIfPresent(id, (same, old) -> left.isMissingNode() ? null : left);
            }
        });
        wanted.forEach((id, item) -> items.put(
                id,
                apply(
                        "",
                        items.getOrDefault(id, missing),
                        earlier.getOrDefault(id, missing),
                        item,
                        items(foreign, id))));
        return array(items);
    }

    /** What is left of a value that its manager no longer names: what others have applied of it, and nothing where none has. */
    private static JsonNode release(String field, JsonNode current, JsonNode before, List<JsonNode> others) {
        if (others.isEmpty()) {
            return JsonNodeFactory.instance.missingNode();
        }
        if (current instanceof ObjectNode) {
            return apply("", current, before, JsonNodeFactory.instance.objectNode(), others);
        }
        return isKeyed(field, current)
                ? applyList(LIST_KEYS.get(field), current, before, JsonNodeFactory.instance.arrayNode(), others)
                : current;
    }

    private static void let(ObjectNode object, String name, JsonNode value) {
        if (value.isMissingNode()) {
            object.remove(name);
        } else {
            object.set(name, value);
        }
    }

    private static List<JsonNode> below(List<JsonNode> nodes, String name) {
        return nodes.stream()
                .map(node -> node.path(name))
                .filter(node -> !node.isMissingNode())
                .toList();
    }

    private static List<JsonNode> items(List<Map<String, JsonNode>> lists, String id) {
        return lists.stream().map(list -> list.get(id)).filter(Objects::nonNull).toList();
    }

    private static List<String> fieldNames(JsonNode node) {
        var names = new ArrayList<String>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static boolean isKeyed(String field, JsonNode value) {
        var key = LIST_KEYS.get(field);
        if (key == null || !value.isArray()) {
            return false;
        }
        for (var item : value) {
            if (!item.has(key)) {
                return false;
            }
        }
        return true;
    }

    private static Map<String, JsonNode> byKey(JsonNode list, String key) {
        var items = new LinkedHashMap<String, JsonNode>();
        list.forEach(item -> items.put(item.path(key).asText(), item));
        return items;
    }

    private static ArrayNode array(Map<String, JsonNode> items) {
        var array = JsonNodeFactory.instance.arrayNode();
        items.values().forEach(array::add);
        return array;
    }
}

package io.djloperator.local.api.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.regex.Pattern;

/** The part of JSONPath that printer columns use: {@code .a.b}, {@code [0]} and {@code [?(@.field=="value")]}. */
final class JsonPath {
    private static final Pattern STEP =
            Pattern.compile("\\.(\\w+)|\\[(\\d+)]|\\[\\?\\(@\\.(\\w+)\\s*==\\s*[\"']([^\"']*)[\"']\\)]");

    private JsonPath() {}

    static JsonNode find(JsonNode object, String path) {
        var node = object;
        var step = STEP.matcher(path);
        while (step.find()) {
            if (step.group(1) != null) {
                node = node.path(step.group(1));
            } else if (step.group(2) != null) {
                node = node.path(Integer.parseInt(step.group(2)));
            } else {
                node = first(node, step.group(3), step.group(4));
            }
        }
        return node;
    }

    private static JsonNode first(JsonNode list, String field, String value) {
        for (var item : list) {
            if (item.path(field).asText().equals(value)) {
                return item;
            }
        }
        return MissingNode.getInstance();
    }
}

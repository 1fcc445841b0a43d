package io.djloperator.local.api.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A CRD's structural schema: fills in defaults and names what does not fit. Rules written in CEL are not evaluated: that takes a
 * real API server.
 */
final class Schema {
    private final JsonNode root;
    private final List<String> problems = new ArrayList<>();

    private Schema(JsonNode root) {
        this.root = root;
    }

    /** Fills in defaults in place, and returns what is wrong, one sentence a field; at most 16. */
    static List<String> defaultAndValidate(ObjectNode object, JsonNode schema) {
        var check = new Schema(schema);
        for (var part : List.of("spec", "status")) {
            var partSchema = check.root.path("properties").path(part);
            if (object.has(part) && !partSchema.isMissingNode()) {
                check.check(part, object.get(part), partSchema);
            }
        }
        check.required("", object, schema);
        return check.problems.stream().limit(16).toList();
    }

    private void check(String path, JsonNode value, JsonNode schema) {
        if (schema.path("x-kubernetes-int-or-string").asBoolean()) {
            if (!value.isInt() && !value.isLong() && !value.isTextual()) {
                problem(path, value, "must be an integer or a string");
            }
            return;
        }
        switch (schema.path("type").asText()) {
            case "object" -> object(path, value, schema);
            case "array" -> array(path, value, schema);
            case "string" -> string(path, value, schema);
            case "integer" -> number(path, value, schema, value.isIntegralNumber(), "an integer");
            case "number" -> number(path, value, schema, value.isNumber(), "a number");
            case "boolean" -> {
                if (!value.isBoolean()) {
                    problem(path, value, "must be true or false");
                }
            }
            default -> {} // a schema without a type accepts everything
        }
    }

    private void object(String path, JsonNode value, JsonNode schema) {
        if (!(value instanceof ObjectNode object)) {
            problem(path, value, "must be an object");
            return;
        }
        object.properties().removeIf(field -> field.getValue().isNull());
        var properties = schema.path("properties");
        properties.properties().forEach(property -> {
            var fallback = property.getValue().path("default");
            if (!object.has(property.getKey()) && !fallback.isMissingNode()) {
                object.set(property.getKey(), fallback.deepCopy());
            }
        });
        required(path, object, schema);
        var isOpen = schema.path("x-kubernetes-preserve-unknown-fields").asBoolean();
        object.properties().forEach(field -> {
            var fieldPath = path + "." + field.getKey();
            if (properties.has(field.getKey())) {
                check(fieldPath, field.getValue(), properties.get(field.getKey()));
            } else if (schema.path("additionalProperties").isObject()) {
                check(fieldPath, field.getValue(), schema.get("additionalProperties"));
            } else if (!isOpen) {
                problems.add("unknown field \"" + fieldPath + "\"");
            }
        });
    }

    private void required(String path, ObjectNode object, JsonNode schema) {
        for (var name : schema.path("required")) {
            if (!object.has(name.asText())) {
                problems.add((path.isEmpty() ? "" : path + ".") + name.asText() + ": Required value");
            }
        }
    }

    private void array(String path, JsonNode value, JsonNode schema) {
        if (!(value instanceof ArrayNode array)) {
            problem(path, value, "must be a list");
            return;
        }
        bounds(path, value, schema, "minItems", "maxItems", array.size(), "items");
        for (int i = 0; i < array.size(); i++) {
            check(path + "[" + i + "]", array.get(i), schema.path("items"));
        }
    }

    private void string(String path, JsonNode value, JsonNode schema) {
        if (!value.isTextual()) {
            problem(path, value, "must be a string");
            return;
        }
        var text = value.asText();
        bounds(path, value, schema, "minLength", "maxLength", text.codePointCount(0, text.length()), "characters");
        var pattern = schema.path("pattern");
        if (pattern.isTextual()
                && !Pattern.compile(pattern.asText()).matcher(text).find()) {
            problem(path, value, "should match '" + pattern.asText() + "'");
        }
        var options = schema.path("enum");
        if (options.isArray() && !contains(options, value)) {
            problem(path, value, "supported values: " + options);
        }
    }

    private void number(String path, JsonNode value, JsonNode schema, boolean hasType, String type) {
        if (!hasType) {
            problem(path, value, "must be " + type);
            return;
        }
        bounds(path, value, schema, "minimum", "maximum", value.asDouble(), "");
    }

    private void bounds(
            String path, JsonNode value, JsonNode schema, String low, String high, double size, String unit) {
        if (schema.has(low) && size < schema.get(low).asDouble()) {
            problem(path, value, ("should be at least " + plain(schema.get(low)) + " " + unit).strip());
        }
        if (schema.has(high) && size > schema.get(high).asDouble()) {
            problem(path, value, ("should be at most " + plain(schema.get(high)) + " " + unit).strip());
        }
    }

    private static String plain(JsonNode number) {
        return number.decimalValue().stripTrailingZeros().toPlainString();
    }

    private static boolean contains(JsonNode options, JsonNode value) {
        for (var option : options) {
            if (option.equals(value)) {
                return true;
            }
        }
        return false;
    }

    private void problem(String path, JsonNode value, String what) {
        var shown = value.toString();
        problems.add(path + ": Invalid value: " + (shown.length() > 80 ? shown.substring(0, 80) + "…" : shown) + ": "
                + what);
    }
}

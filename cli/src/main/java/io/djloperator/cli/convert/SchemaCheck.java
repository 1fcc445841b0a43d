package io.djloperator.cli.convert;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Whether an API server would take a value by its schema; rules in CEL aside, which conversions keep by how they are written. */
final class SchemaCheck {
    private SchemaCheck() {}

    /** The first thing that is wrong, as a sentence that begins with the field and its value. */
    static Optional<String> problem(String path, JsonNode schema, JsonNode value) {
        var type = schema.path("type").asText();
        if (value.isObject() && type.equals("object")) {
            return object(path, schema, value);
        }
        if (value.isArray() && type.equals("array")) {
            return array(path, schema, value);
        }
        if (value.isTextual() && type.equals("string")) {
            return text(path, schema, value);
        }
        if (value.isIntegralNumber() && type.equals("integer")) {
            return whole(path, schema, value);
        }
        var isFree = schema.path("x-kubernetes-int-or-string").asBoolean() && value.isValueNode();
        return isFree || value.isBoolean() && type.equals("boolean")
                ? Optional.empty()
                : said(path, value, "must be of the type " + type);
    }

    private static Optional<String> object(String path, JsonNode schema, JsonNode value) {
        var properties = schema.path("properties");
        var values = schema.path("additionalProperties");
        return first(List.of(
                elements(schema.path("required"))
                        .filter(name -> !value.has(name.asText()))
                        .map(name -> "%s: must be set".formatted(below(path, name.asText()))),
                tooMany(path, value, schema.path("maxProperties")),
                names(value).flatMap(name -> {
                    var known = properties.has(name) ? properties.get(name) : values;
                    return known.isMissingNode()
                            ? Stream.empty()
                            : problem(below(path, name), known, value.get(name)).stream();
                })));
    }

    private static Optional<String> array(String path, JsonNode schema, JsonNode value) {
        return first(List.of(
                tooMany(path, value, schema.path("maxItems")),
                value.size() < schema.path("minItems").asInt()
                        ? Stream.of("%s: must not be empty".formatted(path))
                        : Stream.empty(),
                IntStream.range(0, value.size())
                        .boxed()
                        .flatMap(i -> problem("%s[%d]".formatted(path, i), schema.get("items"), value.get(i)).stream()),
                twice(path, schema, value)));
    }

    private static Stream<String> tooMany(String path, JsonNode value, JsonNode most) {
        return !most.isMissingNode() && value.size() > most.asInt()
                ? Stream.of("%s: must hold at most %d, but holds %d".formatted(path, most.asInt(), value.size()))
                : Stream.empty();
    }

    private static Stream<String> twice(String path, JsonNode schema, JsonNode value) {
        var kind = schema.path("x-kubernetes-list-type").asText();
        Function<JsonNode, JsonNode> key = kind.equals("map")
                ? element ->
                        element.path(schema.at("/x-kubernetes-list-map-keys/0").asText())
                : Function.identity();
        var seen = new HashSet<JsonNode>();
        return kind.equals("map") || kind.equals("set")
                ? elements(value)
                        .map(key)
                        .filter(element -> !seen.add(element))
                        .map(element -> "%s: %s: must not stand there twice".formatted(path, Field.shown(element)))
                : Stream.empty();
    }

    private static Optional<String> text(String path, JsonNode schema, JsonNode value) {
        var text = value.textValue();
        int length = text.codePointCount(0, text.length());
        int most = schema.path("maxLength").asInt(Integer.MAX_VALUE);
        int least = schema.path("minLength").asInt();
        if (length < least || length > most) {
            return said(path, value, "must have %d to %d characters, but has %d".formatted(least, most, length));
        }
        var pattern = schema.path("pattern").asText();
        if (!Pattern.compile(pattern).matcher(text).find()) {
            return said(path, value, "must match " + pattern);
        }
        var known = schema.path("enum");
        return known.isMissingNode() || elements(known).anyMatch(value::equals)
                ? Optional.empty()
                : said(path, value, "must be one of " + known);
    }

    private static Optional<String> whole(String path, JsonNode schema, JsonNode value) {
        var least = schema.path("minimum").asLong(Long.MIN_VALUE);
        var most = schema.path("maximum").asLong(Long.MAX_VALUE);
        return value.canConvertToLong() && value.longValue() >= least && value.longValue() <= most
                ? Optional.empty()
                : said(path, value, "must be a whole number from %d to %d".formatted(least, most));
    }

    private static Optional<String> first(List<Stream<String>> problems) {
        return problems.stream().flatMap(Function.identity()).findFirst();
    }

    private static Stream<JsonNode> elements(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    private static Stream<String> names(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey);
    }

    private static String below(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private static Optional<String> said(String path, JsonNode value, String why) {
        return Optional.of("%s: %s: %s".formatted(path, Field.shown(value), why));
    }
}

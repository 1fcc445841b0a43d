package io.djloperator.operator.search;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.djloperator.api.v1alpha1.Search;
import io.djloperator.api.v1alpha1.TrainingJobSpec;
import io.djloperator.operator.kube.Text;
import io.djloperator.search.space.Point;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The spec of one trial: the search's own, with the values of a point in their places. */
final class TrialSpec {
    /** Strict: a path that leads to no field must not be ignored. */
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private TrialSpec() {}

    /** @throws BadSearch where a value has no place in the spec; the message says which, and why */
    static TrainingJobSpec of(TrainingJobSpec search, Point point) {
        ObjectNode spec = JSON.valueToTree(search);
        spec.remove(List.of("search", "suspend"));
        for (var parameter : search.search().parameters()) {
            var value = point.values().get(parameter.label());
            if (value != null && parameter.path() != null) {
                put(spec, JsonPointer.compile(parameter.path()), node(value), parameter.path());
            }
        }
        if (search.container() != null) {
            environment((ObjectNode) spec.get("container"), search.search(), point.values());
        }
        try {
            return JSON.treeToValue(spec, TrainingJobSpec.class);
        } catch (JsonProcessingException e) {
            throw new BadSearch(words(search.search(), e));
        }
    }

    /** A list or an object stands for itself; anything else is a word, of which the field makes a number where it is one. */
    private static JsonNode node(String value) {
        if (value.startsWith("[") || value.startsWith("{")) {
            try {
                return JSON.readTree(value);
            } catch (JsonProcessingException e) {
                return TextNode.valueOf(value);
            }
        }
        return TextNode.valueOf(value);
    }

    /** Fields on the way that are not set are made; entries of lists must be there. */
    private static void put(JsonNode parent, JsonPointer path, JsonNode value, String whole) {
        var name = path.getMatchingProperty();
        if (parent instanceof ArrayNode list) {
            int index = path.getMatchingIndex();
            if (index < 0 || index >= list.size()) {
                throw new BadSearch(
                        "'%s' leads to no entry: the list before '%s' has %d".formatted(whole, name, list.size()));
            }
            if (path.tail().matches()) {
                list.set(index, value);
            } else {
                put(list.get(index), path.tail(), value, whole);
            }
        } else if (parent instanceof ObjectNode object) {
            if (path.tail().matches()) {
                object.set(name, value);
            } else {
                if (!object.hasNonNull(name)) {
                    object.putObject(name);
                }
                put(object.get(name), path.tail(), value, whole);
            }
        } else {
            throw new BadSearch("'%s' leads into a value: nothing can stand below it".formatted(whole));
        }
    }

    private static void environment(ObjectNode container, Search search, Map<String, String> values) {
        var env = container.withArray("env");
        for (var parameter : search.parameters()) {
            if (values.containsKey(parameter.label())) {
                env.addObject().put("name", parameter.variable()).put("value", values.get(parameter.label()));
            }
        }
    }

    private static String words(Search search, JsonProcessingException e) {
        var where = e instanceof JsonMappingException mapping
                ? mapping.getPath().stream()
                        .map(step ->
                                step.getFieldName() == null ? String.valueOf(step.getIndex()) : step.getFieldName())
                        .collect(Collectors.joining("/", "/", ""))
                : "";
        if (e instanceof UnrecognizedPropertyException unknown) {
            return "'%s' is no field of a TrainingJob's spec (there are: %s)"
                    .formatted(
                            where,
                            unknown.getKnownPropertyIds().stream()
                                    .map(String::valueOf)
                                    .sorted()
                                    .collect(Collectors.joining(", ")));
        }
        var said = e.getOriginalMessage().replaceAll("`(?:[a-z0-9]+[.])+([A-Za-z$]+)`", "$1");
        return "'%s': %s".formatted(where, Text.bounded(said, 300));
    }
}

package io.djloperator.operator.kube;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A field that may be there, with what may be in it. Built once from lines of text, then only read. */
final class AllowedField {
    private static final String ELEMENT = "[]";
    private static final String ANY_KEY = "*";

    private final Map<String, AllowedField> fields = new LinkedHashMap<>();
    private final Set<String> values = new LinkedHashSet<>();
    private boolean isRequired;

    private AllowedField() {}

    /** The form of a line is told at {@link PodAllowList}. */
    static AllowedField parse(String lines) {
        var root = new AllowedField();
        lines.lines().forEach(root::add);
        return root;
    }

    private void add(String line) {
        var parts = line.split(": ", 2);
        var field = this;
        for (var name : parts[0].replace(ELEMENT, "." + ELEMENT).split("\\.")) {
            var isRequired = name.startsWith("!");
            field = field.fields.computeIfAbsent(isRequired ? name.substring(1) : name, ignored -> new AllowedField());
            field.isRequired |= isRequired;
        }
        if (parts.length == 2) {
            field.values.addAll(List.of(parts[1].split(" ")));
        }
    }

    /** The first thing in {@code actual} that is not allowed, or that lacks. */
    Optional<String> problem(String path, JsonNode actual) {
        if (actual.isObject()) {
            return fields.isEmpty() ? notAllowed(path) : lacking(path, actual).or(() -> problemInFields(path, actual));
        }
        if (actual.isArray()) {
            return fields.containsKey(ELEMENT) ? problemInElements(path, actual) : notAllowed(path);
        }
        if (!fields.isEmpty()) {
            return notAllowed(path);
        }
        return values.isEmpty() || values.contains(actual.asText())
                ? Optional.empty()
                : Optional.of("the pod would have `%s` set to '%s'; allowed: %s"
                        .formatted(path, Text.bounded(actual.asText(), 100), String.join(", ", values)));
    }

    private Optional<String> lacking(String path, JsonNode actual) {
        return fields.entrySet().stream()
                .filter(field -> field.getValue().isRequired && isAbsent(actual.path(field.getKey())))
                .findFirst()
                .map(field -> "the pod would lack `%s.%s`, which it must have".formatted(path, field.getKey()));
    }

    private static boolean isAbsent(JsonNode node) {
        return node.isMissingNode() || node.isNull() || node.isContainerNode() && node.isEmpty();
    }

    private Optional<String> problemInFields(String path, JsonNode actual) {
        return actual.properties().stream()
                .map(field -> {
                    var inner = path + "." + field.getKey();
                    var allowed = fields.getOrDefault(field.getKey(), fields.get(ANY_KEY));
                    return allowed == null ? notAllowed(inner) : allowed.problem(inner, field.getValue());
                })
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<String> problemInElements(String path, JsonNode actual) {
        for (int i = 0; i < actual.size(); i++) {
            var problem = fields.get(ELEMENT).problem(path + "[" + i + "]", actual.get(i));
            if (problem.isPresent()) {
                return problem;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> notAllowed(String path) {
        return Optional.of("the pod would have `%s`, which is not on the list of what it may have".formatted(path));
    }
}

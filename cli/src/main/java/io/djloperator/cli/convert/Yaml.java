package io.djloperator.cli.convert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Maps, lists, text, numbers and booleans as YAML, what is short on one line. Every text that some version of YAML might take for something else
 * (yes, 1e-3, 12:30) stands in quotes.
 */
final class Yaml {
    private static final int LINE = 110;
    private static final Pattern PLAIN = Pattern.compile("(--?)?[a-zA-Z/][-a-zA-Z0-9_./=$()@]*|[0-9]+[KMGT]i");
    private static final Set<String> WORDS =
            Set.of("true", "false", "yes", "no", "on", "off", "y", "n", "null", "nan", "inf");
    private static final ObjectMapper JSON = new ObjectMapper();

    private Yaml() {}

    static String of(Map<String, Object> document) {
        var text = new StringBuilder();
        document.forEach((key, value) -> member(text, "", key, value));
        return text.toString();
    }

    private static void member(StringBuilder text, String indent, String key, Object value) {
        var start = indent + scalar(key) + ":";
        var flow = flow(value);
        if (start.length() + 1 + flow.length() <= LINE || !isCollection(value)) {
            text.append(start).append(' ').append(flow).append('\n');
        } else {
            text.append(start).append('\n');
            block(text, indent + "  ", value);
        }
    }

    private static void block(StringBuilder text, String indent, Object value) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, inner) -> member(text, indent, (String) key, inner));
        } else {
            for (var element : (List<?>) value) {
                var flow = flow(element);
                if (indent.length() + 2 + flow.length() <= LINE || !isCollection(element)) {
                    text.append(indent).append("- ").append(flow).append('\n');
                } else {
                    var inner = new StringBuilder();
                    block(inner, indent + "  ", element);
                    text.append(indent).append("- ").append(inner.substring(indent.length() + 2));
                }
            }
        }
    }

    private static String flow(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> scalar(entry.getKey()) + ": " + flow(entry.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        return value instanceof List<?> list
                ? list.stream().map(Yaml::flow).collect(Collectors.joining(", ", "[", "]"))
                : scalar(value);
    }

    private static String scalar(Object value) {
        var text = String.valueOf(value);
        var isPlain = !(value instanceof String)
                || PLAIN.matcher(text).matches() && !WORDS.contains(text.toLowerCase(Locale.ROOT));
        return isPlain ? text : quoted(text);
    }

    /** A text of JSON is one of YAML too. */
    private static String quoted(String text) {
        try {
            return JSON.writeValueAsString(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isCollection(Object value) {
        return value instanceof Map<?, ?> map && !map.isEmpty() || value instanceof List<?> list && !list.isEmpty();
    }
}

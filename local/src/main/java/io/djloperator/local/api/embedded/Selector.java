package io.djloperator.local.api.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Label and field selectors, as predicates over objects. */
final class Selector {
    private static final Pattern COMMA_OUTSIDE_PARENTHESES = Pattern.compile(",(?![^(]*\\))");
    private static final Pattern SET = Pattern.compile("(\\S+)\\s+(in|notin)\\s*\\(([^)]*)\\)");
    private static final Pattern EQUALITY = Pattern.compile("([^!=\\s]+)\\s*(==|=|!=)\\s*(.*)");

    private Selector() {}

    /** {@code a=b}, {@code a!=b}, {@code a}, {@code !a}, {@code a in (b,c)}, {@code a notin (b,c)}, joined by commas. */
    static Predicate<JsonNode> labels(String selector) {
        return parts(selector).map(Selector::label).reduce(object -> true, Predicate::and);
    }

    /** {@code path=value} and {@code path!=value} over any field, joined by commas. */
    static Predicate<JsonNode> fields(String selector) {
        return parts(selector).map(Selector::field).reduce(object -> true, Predicate::and);
    }

    private static Stream<String> parts(String selector) {
        return selector.isBlank()
                ? Stream.empty()
                : COMMA_OUTSIDE_PARENTHESES.splitAsStream(selector).map(String::strip);
    }

    private static Predicate<JsonNode> label(String requirement) {
        var set = SET.matcher(requirement);
        if (set.matches()) {
            List<String> values =
                    Arrays.stream(set.group(3).split(",")).map(String::strip).toList();
            var wanted = set.group(2).equals("in");
            return object -> {
                var label = labelOf(object, set.group(1));
                return wanted == (!label.isMissingNode() && values.contains(label.asText()));
            };
        }
        var equality = EQUALITY.matcher(requirement);
        if (equality.matches()) {
            var wanted = !equality.group(2).equals("!=");
            return object -> wanted
                    == labelOf(object, equality.group(1))
                            .asText("\0")
                            .equals(equality.group(3).strip());
        }
        return requirement.startsWith("!")
                ? object -> labelOf(object, requirement.substring(1).strip()).isMissingNode()
                : object -> !labelOf(object, requirement).isMissingNode();
    }

    private static JsonNode labelOf(JsonNode object, String name) {
        return object.path("metadata").path("labels").path(name);
    }

    private static Predicate<JsonNode> field(String requirement) {
        var equality = EQUALITY.matcher(requirement);
        if (!equality.matches()) {
            throw ApiFailure.badRequest("field selector '" + requirement + "' is not path=value or path!=value");
        }
        var path = "/" + equality.group(1).replace('.', '/');
        var wanted = !equality.group(2).equals("!=");
        return object ->
                wanted == object.at(path).asText("").equals(equality.group(3).strip());
    }
}

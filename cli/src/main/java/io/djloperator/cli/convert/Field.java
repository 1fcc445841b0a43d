package io.djloperator.cli.convert;

import com.fasterxml.jackson.databind.JsonNode;
import io.djloperator.cli.view.Printable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A field of a document, which notes whether it was read: what nobody reads must not be lost in silence. */
final class Field {
    private static final int MOST_SHOWN = 80;

    /** Written out in full: 1e999999999 would fill the memory. */
    private static final int MOST_DIGITS = 400;

    private final String path;
    private final JsonNode node;
    private final Set<String> read;

    private Field(String path, JsonNode node, Set<String> read) {
        this.path = path;
        this.node = node;
        this.read = read;
    }

    static Field root(JsonNode document) {
        return new Field("", document, new TreeSet<>());
    }

    String path() {
        return path;
    }

    Field get(String name) {
        return new Field(path.isEmpty() ? name : path + "." + name, node.path(name), read);
    }

    boolean isPresent() {
        return !node.isMissingNode() && !node.isNull();
    }

    boolean isSameAs(Field other) {
        return node.equals(other.node);
    }

    List<Field> elements() {
        var elements = new ArrayList<Field>();
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            elements.add(new Field(path + "[" + i + "]", node.get(i), read));
        }
        return elements;
    }

    Map<String, Field> members() {
        var members = new LinkedHashMap<String, Field>();
        if (node.isObject()) {
            node.fieldNames().forEachRemaining(name -> members.put(name, get(name)));
        }
        return members;
    }

    /** The whole, which is then read. */
    JsonNode take() {
        read.add(path);
        return node;
    }

    /** Its text, which is then read; empty where it is not there or is no single value. */
    Optional<String> text() {
        if (!node.isValueNode() || !isPresent()) {
            return Optional.empty();
        }
        return Optional.of(take().asText());
    }

    /** @throws Refused where it is not there */
    String required() {
        return text().orElseThrow(() -> new Refused(path + ": must be set"));
    }

    /** @throws Refused where it is there and is no number */
    Optional<BigDecimal> number() {
        return text().map(text -> {
            try {
                var number = new BigDecimal(text);
                if (Math.abs((long) number.scale()) + number.precision() > MOST_DIGITS) {
                    throw new Refused(this, "must be a number of at most %d digits".formatted(MOST_DIGITS));
                }
                return number;
            } catch (NumberFormatException e) {
                throw new Refused(this, "must be a number");
            }
        });
    }

    /** @throws Refused where it is there and is no whole number of 32 bits */
    Optional<Integer> whole() {
        return number().map(number -> {
            try {
                return number.intValueExact();
            } catch (ArithmeticException e) {
                throw new Refused(this, "must be a whole number from -2147483648 to 2147483647");
            }
        });
    }

    /** What stands there, on one line and not too long. */
    String shown() {
        return shown(node);
    }

    /** The same for a value that stands in no document. */
    static String shown(JsonNode node) {
        var text = Printable.line(node.isValueNode() ? node.asText() : node.toString());
        return text.codePointCount(0, text.length()) <= MOST_SHOWN
                ? text
                : text.substring(0, text.offsetByCodePoints(0, MOST_SHOWN)) + "…";
    }

    /** The fields at or below this one of which nothing was read, the highest ones; empty lists and objects do not count. */
    List<Field> unread() {
        if (read.contains(path) || !isPresent() || node.isContainerNode() && node.isEmpty()) {
            return List.of();
        }
        var isTouched = read.stream().anyMatch(other -> other.startsWith(path + ".") || other.startsWith(path + "["));
        if (!isTouched && !path.isEmpty()) {
            return List.of(this);
        }
        var unread = new ArrayList<Field>();
        elements().forEach(element -> unread.addAll(element.unread()));
        members().values().forEach(member -> unread.addAll(member.unread()));
        return unread;
    }
}

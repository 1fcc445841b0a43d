package io.djloperator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.djloperator.cli.view.Printable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * The documents of a YAML file. Bounded: what reads them goes down by recursion, and a few lines of aliases can stand for more than fits into
 * memory.
 */
public final class YamlDocuments {
    private static final int MOST_LEVELS = 100;
    private static final int MOST_VALUES = 1_000_000;
    private static final LoadSettings SETTINGS = LoadSettings.builder().build();
    private static final ObjectMapper JSON = new ObjectMapper();

    private int values;

    private YamlDocuments() {}

    /**
     * All documents but empty ones.
     *
     * @param source where {@code text} comes from, as the user named it
     * @throws CommandFailure where it is no YAML, or exceeds the bounds
     */
    public static List<JsonNode> of(String source, String text) {
        try {
            requireShallow(text);
            var bounded = new YamlDocuments();
            var documents = new ArrayList<JsonNode>();
            for (var document : new Load(SETTINGS).loadAllFromString(text)) {
                if (document != null) {
                    documents.add(bounded.tree(document, 1));
                }
            }
            return documents;
        } catch (YamlEngineException | IllegalArgumentException e) { // the latter for an escape that is no character
            throw CommandFailure.wrongUse(source + ": is no YAML that can be read: " + sentence(e));
        }
    }

    /** The library has a limit for aliases but none for depth, and both builds its nodes and hashes its keys by recursion. */
    private static void requireShallow(String text) {
        var open = new ArrayDeque<String>();
        for (var event : new Parse(SETTINGS).parseString(text)) {
            switch (event.getEventId()) {
                case SequenceStart, MappingStart -> {
                    open.push(anchor(event));
                    requireLevel(open.size());
                }
                case SequenceEnd, MappingEnd -> open.pop();
                case Alias -> {
                    if (open.contains(anchor(event))) {
                        throw new YamlEngineException("the list or map '%s' holds itself".formatted(anchor(event)));
                    }
                }
                default -> {}
            }
        }
    }

    private static String anchor(Event event) {
        return ((NodeEvent) event).getAnchor().map(Anchor::getValue).orElse("");
    }

    /** Jackson's own way has no bounds. */
    private JsonNode tree(Object value, int level) {
        requireLevel(level);
        if (++values > MOST_VALUES) {
            throw new YamlEngineException("it holds more than %d values, aliases put in".formatted(MOST_VALUES));
        }
        if (value instanceof Map<?, ?> map) {
            var object = JSON.createObjectNode();
            map.forEach((key, inner) -> object.set(word(key), tree(inner, level + 1)));
            return object;
        }
        if (value instanceof Collection<?> list) {
            var array = JSON.createArrayNode();
            list.forEach(inner -> array.add(tree(inner, level + 1)));
            return array;
        }
        return JSON.valueToTree(value);
    }

    private static String word(Object key) {
        if (key instanceof Map || key instanceof Collection) {
            throw new YamlEngineException("a key must be a word, no list or map");
        }
        return String.valueOf(key);
    }

    private static void requireLevel(int level) {
        if (level > MOST_LEVELS) {
            throw new YamlEngineException("it is nested deeper than %d levels".formatted(MOST_LEVELS));
        }
    }

    private static String sentence(RuntimeException e) {
        if (e instanceof MarkedYamlEngineException marked
                && marked.getProblemMark().isPresent()) {
            var mark = marked.getProblemMark().get();
            return "line %d, column %d: %s"
                    .formatted(mark.getLine() + 1, mark.getColumn() + 1, Printable.line(marked.getProblem()));
        }
        return Printable.line(e.getMessage());
    }
}

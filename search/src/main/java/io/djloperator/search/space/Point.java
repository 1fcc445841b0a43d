package io.djloperator.search.space;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One choice of values.
 *
 * @param values the value of each parameter that is active, by its name, in the order of the space
 */
public record Point(Map<String, String> values) {
    /** Copies the map and keeps its order. */
    public Point {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }
}

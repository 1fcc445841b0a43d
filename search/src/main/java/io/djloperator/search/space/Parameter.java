package io.djloperator.search.space;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One parameter of a search.
 *
 * @param name unique in its space
 * @param when the parameter is left out where this does not hold; empty: it always has a value
 */
public record Parameter(String name, Domain domain, Optional<Condition> when) {
    /** A parameter that always has a value. */
    public Parameter(String name, Domain domain) {
        this(name, domain, Optional.empty());
    }

    /** That another parameter, which stands before, has one of these values. */
    public record Condition(String parameter, Set<String> in) {
        /** Copies the set. */
        public Condition {
            in = Set.copyOf(in);
        }
    }

    /** Whether the parameter has a value where those that stand before it have these. */
    public boolean isActive(Map<String, String> earlier) {
        return when.map(condition -> earlier.containsKey(condition.parameter())
                        && condition.in().contains(earlier.get(condition.parameter())))
                .orElse(true);
    }
}

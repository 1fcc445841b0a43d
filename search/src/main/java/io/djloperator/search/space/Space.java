package io.djloperator.search.space;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What is searched. A parameter that depends on another stands after it.
 *
 * @param constraints what must hold for a point to be tried
 */
public record Space(List<Parameter> parameters, List<Predicate<Point>> constraints) {
    /** @throws IllegalArgumentException where a name stands there twice, or a condition speaks of no earlier parameter or of a value that it never has */
    public Space {
        parameters = List.copyOf(parameters);
        constraints = List.copyOf(constraints);
        var seen = new LinkedHashMap<String, Domain>();
        for (var parameter : parameters) {
            parameter
                    .when()
                    .ifPresent(condition -> requireKnown(parameter, condition, seen.get(condition.parameter())));
            if (seen.put(parameter.name(), parameter.domain()) != null) {
                throw new IllegalArgumentException("'%s' stands there twice".formatted(parameter.name()));
            }
        }
    }

    /** A space without constraints. */
    public Space(List<Parameter> parameters) {
        this(parameters, List.of());
    }

    private static void requireKnown(Parameter parameter, Parameter.Condition condition, Domain other) {
        if (other == null) {
            throw new IllegalArgumentException("'%s' depends on '%s', which must be a parameter that stands before it"
                    .formatted(parameter.name(), condition.parameter()));
        }
        condition.in().stream()
                .filter(value -> !other.contains(value))
                .findFirst()
                .ifPresent(value -> {
                    throw new IllegalArgumentException("'%s' depends on the value '%s' of '%s', which it never has"
                            .formatted(parameter.name(), value, condition.parameter()));
                });
    }

    /** How many coordinates a point has: one for each parameter, whether it is active or not. */
    public int dimensions() {
        return parameters.size();
    }

    /**
     * The point at these coordinates.
     *
     * @param unit one coordinate for each parameter, from 0 to 1; those of parameters that are not active do not matter
     */
    public Point at(double[] unit) {
        var values = new LinkedHashMap<String, String>();
        for (int i = 0; i < parameters.size(); i++) {
            var parameter = parameters.get(i);
            if (parameter.isActive(values)) {
                values.put(parameter.name(), parameter.domain().at(unit[i]));
            }
        }
        return new Point(values);
    }

    /** The coordinates of {@code point}; 0.5 for parameters that are not active. */
    public double[] unit(Point point) {
        var unit = new double[parameters.size()];
        for (int i = 0; i < unit.length; i++) {
            var parameter = parameters.get(i);
            var value = point.values().get(parameter.name());
            unit[i] = value == null ? 0.5 : parameter.domain().unit(value);
        }
        return unit;
    }

    /** Whether {@code point} has a value of its domain for each active parameter and for no other. Constraints are another question. */
    public boolean contains(Point point) {
        Set<String> active = new HashSet<>();
        var earlier = new LinkedHashMap<String, String>();
        for (var parameter : parameters) {
            var value = point.values().get(parameter.name());
            if (parameter.isActive(earlier)) {
                if (value == null || !parameter.domain().contains(value)) {
                    return false;
                }
                active.add(parameter.name());
                earlier.put(parameter.name(), value);
            }
        }
        return active.equals(point.values().keySet());
    }

    /** Whether all constraints hold. */
    public boolean allows(Point point) {
        return constraints.stream().allMatch(constraint -> constraint.test(point));
    }

    /** How many points there are at most, constraints and conditions aside; empty where a domain is continuous or there are more than 2^62. */
    public OptionalLong size() {
        long size = 1;
        for (var parameter : parameters) {
            var values = parameter.domain().size();
            if (values.isEmpty() || size > (1L << 62) / values.getAsInt()) {
                return OptionalLong.empty();
            }
            size *= values.getAsInt();
        }
        return OptionalLong.of(size);
    }
}

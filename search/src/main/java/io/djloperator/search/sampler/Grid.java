package io.djloperator.search.sampler;

import io.djloperator.search.space.Parameter;
import io.djloperator.search.space.Point;
import io.djloperator.search.space.Space;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The combinations of a space's values, by number, the last parameter changing fastest. They are counted and found without being listed: only parameters on which others depend make
 * branches, and what is below a branch depends on these parameters' values alone.
 */
final class Grid {
    private static final long MOST = 1L << 62;

    private final List<Parameter> parameters;
    private final List<Axis> axes;
    private final Set<String> branching;
    private final Map<Branch, Long> counts = new HashMap<>();

    /** @param values those of parameters before {@code depth} on which others depend */
    private record Branch(int depth, Map<String, String> values) {}

    /** @param rest the number among the combinations that have this value */
    private record Place(int value, long rest) {}

    Grid(Space space, int points) {
        parameters = space.parameters();
        axes = parameters.stream()
                .map(parameter -> Axis.of(parameter.domain(), points))
                .toList();
        branching = parameters.stream()
                .flatMap(parameter -> parameter.when().stream())
                .map(Parameter.Condition::parameter)
                .collect(Collectors.toSet());
    }

    /** Empty where there are more than 2^62. */
    OptionalLong size() {
        long count = below(new Branch(0, Map.of()));
        return count > MOST ? OptionalLong.empty() : OptionalLong.of(count);
    }

    /** The point of this number; the first is 0. */
    Point at(long index) {
        var values = new LinkedHashMap<String, String>();
        var branch = new Branch(0, Map.of());
        long rest = index;
        while (branch.depth() < parameters.size()) {
            var parameter = parameters.get(branch.depth());
            if (!parameter.isActive(branch.values())) {
                branch = next(branch);
                continue;
            }
            var place = place(branch, rest);
            var value = axes.get(branch.depth()).at().apply(place.value());
            values.put(parameter.name(), value);
            branch = next(branch, value);
            rest = place.rest();
        }
        return new Point(values);
    }

    private Place place(Branch branch, long index) {
        if (!isBranching(branch)) {
            long each = below(next(branch));
            return new Place((int) (index / each), index % each);
        }
        var axis = axes.get(branch.depth());
        long rest = index;
        for (int i = 0; ; i++) {
            long count = below(next(branch, axis.at().apply(i)));
            if (rest < count) {
                return new Place(i, rest);
            }
            rest -= count;
        }
    }

    private boolean isBranching(Branch branch) {
        return branching.contains(parameters.get(branch.depth()).name());
    }

    private long below(Branch branch) {
        if (branch.depth() == parameters.size()) {
            return 1;
        }
        var known = counts.get(branch);
        if (known == null) {
            known = count(branch);
            counts.put(branch, known);
        }
        return known;
    }

    private long count(Branch branch) {
        var parameter = parameters.get(branch.depth());
        if (!parameter.isActive(branch.values())) {
            return below(next(branch));
        }
        var axis = axes.get(branch.depth());
        if (!isBranching(branch)) {
            return times(axis.size(), below(next(branch)));
        }
        long sum = 0;
        for (int i = 0; i < axis.size(); i++) {
            sum = Math.min(MOST + 1, sum + below(next(branch, axis.at().apply(i))));
        }
        return sum;
    }

    private static long times(long a, long b) {
        return a > MOST / b ? MOST + 1 : a * b;
    }

    private static Branch next(Branch branch) {
        return new Branch(branch.depth() + 1, branch.values());
    }

    private Branch next(Branch branch, String value) {
        if (!isBranching(branch)) {
            return next(branch);
        }
        var values = new HashMap<>(branch.values());
        values.put(parameters.get(branch.depth()).name(), value);
        return new Branch(branch.depth() + 1, values);
    }
}

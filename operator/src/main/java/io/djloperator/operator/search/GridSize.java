package io.djloperator.operator.search;

import io.djloperator.search.sampler.GridSampler;
import io.djloperator.search.space.Parameter;
import io.djloperator.search.space.Space;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whether a grid can be listed, or at least counted. */
final class GridSize {
    /** Each is counted by itself, with what depends on it. */
    private static final long MOST_BRANCHES = 10_000;

    private GridSize() {}

    /** What is wrong, as a message for the user. */
    static Optional<String> problem(SearchSetup setup) {
        if (!(setup.sampler() instanceof GridSampler grid)) {
            return Optional.empty();
        }
        if (branches(setup.space()) > MOST_BRANCHES) {
            return refused(
                    "the parameters on which others depend have more than %d combinations".formatted(MOST_BRANCHES));
        }
        return grid.size(setup.space()).isPresent()
                ? Optional.empty()
                : refused("there are more than 2^62 combinations");
    }

    private static double branches(Space space) {
        var depended = space.parameters().stream()
                .flatMap(parameter -> parameter.when().stream())
                .map(Parameter.Condition::parameter)
                .collect(Collectors.toSet());
        return space.parameters().stream()
                .filter(parameter -> depended.contains(parameter.name()))
                .mapToDouble(parameter -> parameter.domain().size().orElseThrow())
                .reduce(1, (a, b) -> a * b);
    }

    private static Optional<String> refused(String why) {
        return Optional.of("spec.search.algorithm.grid: %s; use `sobol`, fewer parameters, or fewer values of each"
                .formatted(why));
    }
}

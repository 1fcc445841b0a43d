package io.djloperator.operator.search;

import io.djloperator.api.v1alpha1.SearchParameter;
import io.djloperator.api.v1alpha1.SearchStopping;
import io.djloperator.api.v1alpha1.TrainingJobSpec;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Whether the values of a point can stand side by side in a trial's spec. */
final class SearchedFields {
    /** What is no part of what a trial tries. */
    private static final List<String> NOT_FOR_TRIALS = List.of("/search", "/stopping", "/suspend");

    private static final String EPOCHS = "/training/epochs";

    private final TrainingJobSpec spec;
    private final List<SearchParameter> parameters;

    private SearchedFields(TrainingJobSpec spec) {
        this.spec = spec;
        this.parameters = spec.search().parameters();
    }

    /** The first thing that is wrong, as a message for the user. */
    static Optional<String> problem(TrainingJobSpec spec) {
        var fields = new SearchedFields(spec);
        return IntStream.range(0, fields.parameters.size())
                .mapToObj(i -> fields.problem(i).map(problem -> "spec.search.parameters[%d].%s".formatted(i, problem)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<String> problem(int index) {
        var path = parameters.get(index).path();
        return path == null
                ? variable(index)
                : place(path).or(() -> overlap(index)).or(() -> variable(index));
    }

    private Optional<String> place(String path) {
        if (NOT_FOR_TRIALS.stream().anyMatch(field -> isAtOrBelow(path, field))) {
            return Optional.of("path: '%s' cannot be searched: %s are the same for all trials; choose another field"
                    .formatted(path, String.join(" and ", NOT_FOR_TRIALS)));
        }
        return isAtOrBelow(EPOCHS, path) && isJudgedByEpochsOfSpec()
                ? Optional.of(
                        "path: '%s' is searched, and spec.search.stopping compares trials up to spec.training.epochs: set `maxEpochs` of the stopping rule to the most epochs that a trial has, or leave one of both out"
                                .formatted(path))
                : Optional.empty();
    }

    private boolean isJudgedByEpochsOfSpec() {
        return Optional.ofNullable(spec.search().stopping())
                .map(SearchedFields::maxEpochs)
                .orElse(Optional.of(0))
                .isEmpty();
    }

    private static Optional<Integer> maxEpochs(SearchStopping stopping) {
        return Optional.ofNullable(
                stopping.asha() != null
                        ? stopping.asha().maxEpochs()
                        : stopping.medianStop().maxEpochs());
    }

    /** Values are put in one after the other: the later ones would overwrite the earlier ones. */
    private Optional<String> overlap(int index) {
        return IntStream.range(0, index)
                .filter(earlier -> parameters.get(earlier).path() != null)
                .mapToObj(earlier -> overlap(earlier, index))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<String> overlap(int earlier, int index) {
        var former = parameters.get(earlier).path();
        var path = parameters.get(index).path();
        if (path.equals(former)) {
            return Optional.of(
                    "path: '%s' is that of parameters[%d] too, and a trial has one value there; leave one of both out"
                            .formatted(path, earlier));
        }
        var when = parameters.get(index).when();
        boolean isPartOfChoice = when != null && when.path().equals(former);
        return isAtOrBelow(former, path) || isAtOrBelow(path, former) && !isPartOfChoice
                ? Optional.of(
                        "path: '%s' and that of parameters[%d], '%s', lie one within the other; leave one of both out, or let the inner one stand last and name in its `when` the values of the outer one that it is for"
                                .formatted(path, earlier, former))
                : Optional.empty();
    }

    private static boolean isAtOrBelow(String path, String field) {
        return path.equals(field) || path.startsWith(field + "/");
    }

    private Optional<String> variable(int index) {
        var parameter = parameters.get(index);
        return spec.container() == null
                ? Optional.empty()
                : parameters.subList(0, index).stream()
                        .filter(other -> other.variable().equals(parameter.variable()))
                        .findFirst()
                        .map(other -> "name: '%s' and '%s' would both come as the environment variable %s; rename one"
                                .formatted(other.label(), parameter.label(), parameter.variable()));
    }
}

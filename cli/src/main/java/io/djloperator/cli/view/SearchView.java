package io.djloperator.cli.view;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.djloperator.api.v1alpha1.Condition;
import io.djloperator.api.v1alpha1.Search;
import io.djloperator.api.v1alpha1.SearchStatus;
import io.djloperator.api.v1alpha1.TrainingJob;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All that is shown of a search.
 *
 * @param state the reason of the condition {@code Succeeded}; empty where there is none yet
 * @param hasEnded whether it has ended, well or badly
 * @param message what the condition says
 * @param best how the best trial's first objective went; {@link Curve#NONE} where that is not kept
 */
public record SearchView(
        String name,
        String state,
        boolean hasEnded,
        String message,
        Search search,
        SearchStatus status,
        List<Trial> trials,
        Curve best) {

    /** The label that names the search which a trial belongs to. */
    public static final String LABEL = "djl-operator.io/search";

    private static final SearchStatus NOTHING_YET = new ObjectMapper().convertValue(Map.of(), SearchStatus.class);

    /** The search of a TrainingJob whose spec has one. */
    public static SearchView of(TrainingJob job, List<Trial> trials, Curve best) {
        var condition = Optional.ofNullable(job.getStatus()).stream()
                .flatMap(status -> status.conditions().stream())
                .filter(c -> "Succeeded".equals(c.type()))
                .findFirst();
        return new SearchView(
                job.getMetadata().getName(),
                condition.map(Condition::reason).orElse(""),
                condition.filter(c -> !"Unknown".equals(c.status())).isPresent(),
                condition.map(Condition::message).orElse(""),
                job.getSpec().search(),
                status(job),
                trials,
                best);
    }

    /** The number of the best trial, where there is one. */
    public static Optional<Integer> bestTrial(TrainingJob job) {
        return Optional.ofNullable(status(job).best()).map(SearchStatus.Best::trial);
    }

    private static SearchStatus status(TrainingJob job) {
        return Optional.ofNullable(job.getStatus())
                .map(status -> status.search())
                .orElse(NOTHING_YET);
    }

    /** The first objective, by which trials are ordered. */
    Search.Objective objective() {
        return search.objectives().get(0);
    }

    /** The trials that are marked: the best, or with several objectives all of which none is better. */
    Set<Integer> marked() {
        return Stream.concat(Stream.ofNullable(status.best()), status.pareto().stream())
                .map(SearchStatus.Best::trial)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }
}

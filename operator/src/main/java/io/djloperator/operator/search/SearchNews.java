package io.djloperator.operator.search;

import io.djloperator.api.v1alpha1.Search;
import io.djloperator.api.v1alpha1.SearchStatus.Best;
import io.djloperator.api.v1alpha1.TrainingJob;
import io.djloperator.api.v1alpha1.TrainingJobStatus;
import io.djloperator.operator.kube.Conditions;
import io.djloperator.operator.kube.Notice;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a user must know of the step from the former status to the next: each new state once, and each new best trial. */
final class SearchNews {
    private SearchNews() {}

    static List<Notice> of(TrainingJob job, TrainingJobStatus next) {
        return Stream.of(state(job, next), best(job, next))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Notice> state(TrainingJob job, TrainingJobStatus next) {
        var before = SearchStatuses.succeeded(job).map(condition -> condition.reason());
        var after = Conditions.find(next.conditions(), SearchStatuses.SUCCEEDED).orElseThrow();
        if (before.equals(Optional.of(after.reason()))) {
            return Optional.empty();
        }
        boolean isBad = after.status().equals("False") || after.reason().equals(SearchState.BLOCKED.reason());
        return Optional.of(new Notice(isBad, after.reason(), after.message()));
    }

    private static Optional<Notice> best(TrainingJob job, TrainingJobStatus next) {
        var before = best(job.getStatus()).map(Best::trial);
        return best(next)
                .filter(best -> !before.equals(Optional.of(best.trial())))
                .map(best -> new Notice(false, "BestTrial", words(job.getSpec().search(), best)));
    }

    private static Optional<Best> best(TrainingJobStatus status) {
        return Optional.ofNullable(status).map(TrainingJobStatus::search).map(search -> search.best());
    }

    private static String words(Search search, Best best) {
        return "trial %d is the best so far: %s = %s"
                .formatted(
                        best.trial(),
                        search.objectives().get(0).metric(),
                        best.values().get(0));
    }
}

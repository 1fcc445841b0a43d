package io.djloperator.operator.search;

import io.djloperator.api.v1alpha1.SearchStatus.Plan;
import io.djloperator.api.v1alpha1.TrainingJob;
import io.djloperator.operator.profile.Resolution;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** What a search will do and cost at most, told before its first trial. */
final class PlannedCost {
    private PlannedCost() {}

    static Plan of(TrainingJob job, SearchSetup setup, Function<TrainingJob, Resolution> profiles) {
        var search = job.getSpec().search();
        int trials = setup.space().size().isPresent()
                ? (int) Math.min(search.maxTrials(), setup.space().size().getAsLong())
                : search.maxTrials();
        return new Plan(
                trials,
                setup.rule().map(StopRule::rungs).orElse(List.of()),
                worstCase(job, setup, profiles, trials).map(Spending::hours).orElse(null));
    }

    private static Optional<Duration> worstCase(
            TrainingJob job, SearchSetup setup, Function<TrainingJob, Resolution> profiles, int trials) {
        var dearest = Stream.concat(
                        Edges.of(setup.space()).stream()
                                .map(edge -> edge.point().values()),
                        Stream.of(NextPoint.completed(setup.space(), Optional.empty(), Map.of())
                                .values()))
                .map(values -> profiles.apply(TrialJob.of(job, 1, values)))
                .filter(Resolution.Ready.class::isInstance)
                .map(ready -> ((Resolution.Ready) ready).job().job().getSpec())
                .toList();
        int most = dearest.stream().mapToInt(Accelerated::count).max().orElse(0);
        if (most == 0) {
            return Optional.of(Duration.ZERO);
        }
        var budget = Optional.ofNullable(job.getSpec().search().budget());
        return Stream.of(
                        dearest.stream()
                                .map(spec ->
                                        Optional.ofNullable(spec.deadlines().activeSeconds()))
                                .reduce((a, b) -> a.flatMap(x -> b.map(y -> Math.max(x, y))))
                                .flatMap(limit -> limit)
                                .map(limit -> Duration.ofSeconds((long) limit * most * trials)),
                        budget.map(b -> b.seconds())
                                .map(seconds -> Duration.ofSeconds((long) seconds
                                        * most
                                        * Math.min(
                                                trials, job.getSpec().search().parallelism()))),
                        budget.map(b -> b.acceleratorHours()).map(SearchEnd::hours))
                .flatMap(Optional::stream)
                .min(Duration::compareTo);
    }
}

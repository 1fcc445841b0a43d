package io.djloperator.operator.search;

import io.djloperator.api.v1alpha1.SearchStatus.Plan;
import io.djloperator.api.v1alpha1.TrainingJob;
import io.djloperator.api.v1alpha1.TrainingJobSpec;
import io.djloperator.operator.profile.Resolution;
import io.djloperator.search.sampler.GridSampler;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Stream;

/** What a search will do and cost at most, told before its first trial. */
final class PlannedCost {
    private PlannedCost() {}

    static Plan of(TrainingJob job, SearchSetup setup, Function<TrainingJob, Resolution> profiles) {
        var search = job.getSpec().search();
        int trials = (int) Math.min(search.maxTrials(), points(job, setup).orElse(Long.MAX_VALUE));
        return new Plan(
                trials,
                setup.rule().map(StopRule::rungs).orElse(List.of()),
                worstCase(job, specs(job, setup, profiles), trials)
                        .map(Spending::hours)
                        .orElse(null));
    }

    /** How many there are to try; the user's own need not lie on the grid. */
    private static OptionalLong points(TrainingJob job, SearchSetup setup) {
        var all = setup.space().size();
        if (!(setup.sampler() instanceof GridSampler grid)) {
            return all;
        }
        var listed = grid.size(setup.space());
        return listed.isEmpty() || listed.equals(all)
                ? listed
                : OptionalLong.of(
                        listed.getAsLong() + job.getSpec().search().points().size());
    }

    /** Of trials at the edges of the space, with what their profile adds. */
    private static List<TrainingJobSpec> specs(
            TrainingJob job, SearchSetup setup, Function<TrainingJob, Resolution> profiles) {
        return Stream.of(Edges.of(setup.space()), Edges.allowed(setup.space()))
                .flatMap(List::stream)
                .map(edge -> spec(job, edge.point().values(), profiles))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<TrainingJobSpec> spec(
            TrainingJob job, Map<String, String> values, Function<TrainingJob, Resolution> profiles) {
        try {
            return profiles.apply(TrialJob.of(job, 1, values)) instanceof Resolution.Ready ready
                    ? Optional.of(ready.job().job().getSpec())
                    : Optional.empty();
        } catch (BadSearch e) {
            return Optional.empty(); // such a trial costs nothing
        }
    }

    private static Optional<Duration> worstCase(TrainingJob job, List<TrainingJobSpec> specs, int trials) {
        if (specs.isEmpty()) {
            return Optional.empty(); // their profile is not there yet
        }
        int most = most(specs);
        if (most == 0) {
            return Optional.of(Duration.ZERO);
        }
        var search = job.getSpec().search();
        var budget = Optional.ofNullable(search.budget());
        return Stream.of(
                        activeSeconds(specs).map(limit -> Duration.ofSeconds((long) limit * most * trials)),
                        budget.map(b -> b.seconds())
                                .map(seconds -> Duration.ofSeconds(
                                        (long) seconds * most * Math.min(trials, search.parallelism()))),
                        budget.map(b -> b.acceleratorHours()).map(SearchEnd::hours))
                .flatMap(Optional::stream)
                .min(Duration::compareTo);
    }

    /** At each edge one parameter alone is at its greatest: a trial may have the most pods, and each the most accelerators. */
    private static int most(List<TrainingJobSpec> specs) {
        int ofOnePod = specs.stream().mapToInt(Accelerated::ofOnePod).max().orElse(0);
        return ofOnePod * specs.stream().mapToInt(TrainingJobSpec::nodes).max().orElse(0);
    }

    /** Empty where a trial may go on without end. */
    private static Optional<Integer> activeSeconds(List<TrainingJobSpec> specs) {
        return specs.stream()
                .map(spec -> Optional.ofNullable(spec.deadlines().activeSeconds()))
                .reduce((a, b) -> a.flatMap(x -> b.map(y -> Math.max(x, y))))
                .flatMap(limit -> limit);
    }
}

package io.djloperator.operator.search;

import io.djloperator.api.v1alpha1.Search;
import io.djloperator.api.v1alpha1.TrainingJob;
import io.djloperator.operator.profile.Resolution;
import io.djloperator.search.space.Parameter;
import io.djloperator.search.space.Point;
import io.djloperator.search.space.Space;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What must hold before the first trial of a search starts: everything that would make trials fail in vain. */
final class SearchCheck {
    private final TrainingJob job;
    private final Search search;
    private final Space space;

    private SearchCheck(TrainingJob job, Space space) {
        this.job = job;
        this.search = job.getSpec().search();
        this.space = space;
    }

    /** The first thing that is wrong, as a message for the user. */
    static Optional<String> problem(TrainingJob job, SearchSetup setup, Function<TrainingJob, Resolution> profiles) {
        var check = new SearchCheck(job, setup.space());
        return Stream.<Supplier<Optional<String>>>of(
                        () -> SearchedFields.problem(job.getSpec()),
                        () -> LedgerSize.problem(job.getSpec(), setup),
                        () -> GridSize.problem(setup),
                        check::satisfiable,
                        () -> GivenPoints.problem(check.search, setup.space()),
                        check::objectives,
                        check::patience,
                        check::warmStart,
                        check::places,
                        () -> check.edges(profiles))
                .map(Supplier::get)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<String> satisfiable() {
        if (search.constraints().isEmpty()) {
            return Optional.empty();
        }
        var points = Candidates.of(space, search.seed()).toList();
        return points.stream().anyMatch(space::allows)
                ? Optional.empty()
                : error(points)
                        .or(() -> Optional.of(
                                "spec.search.constraints: none of %d points drawn at random fulfils them; loosen them, or narrow the parameters' ranges to where they hold"
                                        .formatted(Candidates.MOST)));
    }

    /** Of a rule that can be computed nowhere. */
    private Optional<String> error(List<Point> points) {
        return IntStream.range(0, search.constraints().size())
                .mapToObj(i -> {
                    var rule = search.constraints().get(i);
                    var constraint = new Constraint(rule, space.parameters());
                    return points.stream()
                                    .allMatch(point -> constraint.error(point).isPresent())
                            ? constraint
                                    .error(points.get(0))
                                    .map(why ->
                                            "spec.search.constraints[%d]: '%s' cannot be computed for any of %d points, such as %s: %s"
                                                    .formatted(
                                                            i,
                                                            rule,
                                                            points.size(),
                                                            points.get(0).values(),
                                                            why))
                            : Optional.<String>empty();
                })
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<String> objectives() {
        var metrics = search.objectives().stream().map(Search.Objective::metric).toList();
        return IntStream.range(1, metrics.size())
                .filter(i -> metrics.indexOf(metrics.get(i)) < i)
                .mapToObj(i -> "spec.search.objectives[%d].metric: '%s' is that of objectives[%d] too; leave one out"
                        .formatted(i, metrics.get(i), metrics.indexOf(metrics.get(i))))
                .findFirst()
                .or(() -> job.getSpec().container() != null ? Optional.empty() : TrainerMetrics.problem(job.getSpec()));
    }

    private Optional<String> patience() {
        var stopping = job.getSpec().stopping();
        return stopping == null || stopping.patience() == null
                ? Optional.empty()
                : Optional.of(
                        "spec.stopping.patience: it would stop the good trials too, and one that is stopped has no model and cannot be the best; leave it out, or stop the bad ones by spec.search.stopping");
    }

    private Optional<String> warmStart() {
        var name = job.getMetadata().getName();
        return search.warmStart() != null
                        && search.warmStart().fromTrainingJob().name().equals(name)
                ? Optional.of(
                        "spec.search.warmStart.fromTrainingJob.name: '%s' is this search itself; name an earlier one, or leave it out"
                                .formatted(name))
                : Optional.empty();
    }

    /** Whether each value has a place in the spec, of which the constraints know nothing. */
    private Optional<String> places() {
        return Edges.of(space).stream()
                .map(edge -> {
                    try {
                        TrialJob.of(job, 1, withWhatItDependsOn(edge));
                        return Optional.<String>empty();
                    } catch (BadSearch e) {
                        return Optional.of(refusal(job, edge, e.getMessage()));
                    }
                })
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** The value of the parameter alone, and the choices in which it lies. */
    private Map<String, String> withWhatItDependsOn(Edges edge) {
        var all = edge.point().values();
        var values = new LinkedHashMap<String, String>();
        for (var name = Optional.of(space.parameters().get(edge.parameter()).name());
                name.isPresent();
                name = condition(name.get())) {
            values.put(name.get(), all.get(name.get()));
        }
        return values;
    }

    /** The parameter that another depends on. */
    private Optional<String> condition(String name) {
        return space.parameters().stream()
                .filter(parameter -> parameter.name().equals(name))
                .flatMap(parameter -> parameter.when().stream())
                .map(Parameter.Condition::parameter)
                .findFirst();
    }

    private Optional<String> edges(Function<TrainingJob, Resolution> profiles) {
        return Edges.allowed(space).stream()
                .map(edge -> edge(edge, profiles))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<String> edge(Edges edge, Function<TrainingJob, Resolution> profiles) {
        try {
            var trial = TrialJob.of(job, 1, edge.point().values());
            return profiles.apply(trial) instanceof Resolution.Refused refused && refused.isFinal()
                    ? Optional.of(refusal(job, edge, refused.message()))
                    : Optional.empty();
        } catch (BadSearch e) {
            return Optional.of(refusal(job, edge, e.getMessage()));
        }
    }

    /** In the user's words: which parameter, which value, and what the trial's own check says. */
    static String refusal(TrainingJob job, Edges edge, String why) {
        var parameter = job.getSpec().search().parameters().get(edge.parameter());
        return "spec.search.parameters[%d]: a trial with %s = %s is refused: %s"
                .formatted(
                        edge.parameter(),
                        parameter.label(),
                        edge.point().values().get(parameter.label()),
                        why);
    }
}

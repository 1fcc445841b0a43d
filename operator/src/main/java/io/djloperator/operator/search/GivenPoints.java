package io.djloperator.operator.search;

import io.djloperator.api.v1alpha1.Search;
import io.djloperator.search.space.Parameter;
import io.djloperator.search.space.Point;
import io.djloperator.search.space.Space;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Whether the points that the user wants to be tried first can be tried as they are. */
final class GivenPoints {
    private final Search search;
    private final Space space;
    private final Map<String, Parameter> parameters;

    private GivenPoints(Search search, Space space) {
        this.search = search;
        this.space = space;
        this.parameters = space.parameters().stream().collect(Collectors.toMap(Parameter::name, known -> known));
    }

    /** The first thing that is wrong, as a message for the user. */
    static Optional<String> problem(Search search, Space space) {
        if (search.points().size() > search.maxTrials()) {
            return Optional.of(
                    "spec.search.points: there are %d, and spec.search.maxTrials is %d; leave some out, or allow more trials"
                            .formatted(search.points().size(), search.maxTrials()));
        }
        var points = new GivenPoints(search, space);
        return first(IntStream.range(0, search.points().size()).mapToObj(index -> () -> points.point(index)));
    }

    private static Optional<String> first(Stream<Supplier<Optional<String>>> checks) {
        return checks.map(Supplier::get).flatMap(Optional::stream).findFirst();
    }

    private Optional<String> point(int index) {
        var given = search.points().get(index);
        return first(given.keySet().stream().sorted().map(name -> () -> value(index, name)))
                .or(() -> first(given.keySet().stream().sorted().map(name -> () -> condition(index, name))))
                .or(() -> repetition(index))
                .or(() -> constraints(index));
    }

    private Optional<String> value(int index, String name) {
        var value = search.points().get(index).get(name);
        if (!parameters.containsKey(name)) {
            return Optional.of("spec.search.points[%d]: '%s' is no parameter of this search (there are: %s)"
                    .formatted(
                            index,
                            name,
                            space.parameters().stream().map(Parameter::name).collect(Collectors.joining(", "))));
        }
        return parameters.get(name).domain().contains(value)
                ? Optional.empty()
                : Optional.of("spec.search.points[%d].%s: '%s' is none of the values that the parameter may have"
                        .formatted(index, name, value));
    }

    /** What others depend on must be given too: the algorithm might choose a value for which they are left out. */
    private Optional<String> condition(int index, String name) {
        var when = parameters.get(name).when();
        if (when.isEmpty()) {
            return Optional.empty();
        }
        var other = when.get().parameter();
        var values = canonical(index);
        if (!values.containsKey(other)) {
            return Optional.of(
                    "spec.search.points[%d].%s: the parameter is there only for some values of '%s' (%s): name '%s' in this point too"
                            .formatted(
                                    index,
                                    name,
                                    other,
                                    when.get().in().stream().sorted().collect(Collectors.joining(", ")),
                                    other));
        }
        return parameters.get(name).isActive(values)
                ? Optional.empty()
                : Optional.of(
                        "spec.search.points[%d].%s: the parameter's `when` does not hold for this point, where '%s' is %s; leave it out"
                                .formatted(index, name, other, values.get(other)));
    }

    private Optional<String> repetition(int index) {
        return IntStream.range(0, index)
                .filter(earlier -> canonical(earlier).equals(canonical(index)))
                .mapToObj(earlier ->
                        "spec.search.points[%d]: is the same as points[%d]; leave it out".formatted(index, earlier))
                .findFirst();
    }

    private Optional<String> constraints(int index) {
        var given = new Point(canonical(index));
        return IntStream.range(0, space.constraints().size())
                .filter(i -> !space.constraints().get(i).test(given))
                .mapToObj(i ->
                        "spec.search.points[%d]: spec.search.constraints[%d] does not hold: %s; change the point or the rule"
                                .formatted(index, i, search.constraints().get(i)))
                .findFirst()
                .or(() -> isCompleted(index)
                        ? Optional.empty()
                        : Optional.of(
                                "spec.search.points[%d]: of %d points with these values, spec.search.constraints allow none; name more parameters in it, or change it"
                                        .formatted(index, Candidates.MOST)));
    }

    private boolean isCompleted(int index) {
        return NextPoint.completions(space, search.seed(), Optional.empty(), canonical(index))
                .findFirst()
                .isPresent();
    }

    /** As the sampler writes the values: 64, not 64.0. */
    private Map<String, String> canonical(int index) {
        var canonical = new TreeMap<String, String>();
        search.points().get(index).forEach((name, value) -> {
            var domain = parameters.get(name).domain();
            canonical.put(name, domain.at(domain.unit(value)));
        });
        return canonical;
    }
}

package io.djloperator.operator.search;

import io.djloperator.api.v1alpha1.Search;
import io.djloperator.search.space.Point;
import io.djloperator.search.space.Space;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which point is tried next: the user's own first, then the sampler's. */
final class NextPoint {
    private NextPoint() {}

    /** Empty where nothing is left to try. */
    static Optional<Point> of(Search search, SearchSetup setup, Ledger ledger) {
        var sampled = setup.sampler().next(setup.space(), search.seed(), SearchHistory.of(search, ledger));
        int index = ledger.trials().size();
        if (index < search.points().size()) {
            var given = search.points().get(index);
            var tried = ledger.trials().stream().map(Entry::parameters).collect(Collectors.toSet());
            return completions(setup.space(), search.seed(), sampled, given)
                    .filter(point -> !tried.contains(point.values()))
                    .findFirst()
                    .or(() -> sampled);
        }
        return sampled;
    }

    /**
     * {@code given}, and for the parameters that it does not name the sampler's values, or others where the constraints do not allow these. None where none are found: the
     * check before the first trial draws the same ones.
     */
    static Stream<Point> completions(Space space, long seed, Optional<Point> sampled, Map<String, String> given) {
        return Stream.concat(
                        sampled.map(space::unit).map(unit -> space.at(with(space, given, unit))).stream(),
                        Candidates.of(space, seed, unit -> with(space, given, unit)))
                .filter(space::allows);
    }

    private static double[] with(Space space, Map<String, String> given, double[] unit) {
        for (int i = 0; i < unit.length; i++) {
            var parameter = space.parameters().get(i);
            var value = given.get(parameter.name());
            if (value != null) {
                unit[i] = parameter.domain().unit(value);
            }
        }
        return unit;
    }
}

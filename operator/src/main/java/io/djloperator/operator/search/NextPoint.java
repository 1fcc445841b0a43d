package io.djloperator.operator.search;

import io.djloperator.api.v1alpha1.Search;
import io.djloperator.search.space.Point;
import io.djloperator.search.space.Space;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** Which point is tried next: the user's own first, then the sampler's. */
final class NextPoint {
    private NextPoint() {}

    /** Empty where nothing is left to try. */
    static Optional<Point> of(Search search, SearchSetup setup, Ledger ledger) {
        var sampled = setup.sampler().next(setup.space(), search.seed(), SearchHistory.of(search, ledger));
        int index = ledger.trials().size();
        if (index < search.points().size()) {
            var given = search.points().get(index);
            return Optional.of(completed(setup.space(), sampled, given));
        }
        return sampled;
    }

    /** {@code given}, and for the parameters that it does not name the sampler's values. */
    static Point completed(Space space, Optional<Point> sampled, Map<String, String> given) {
        var unit = sampled.map(space::unit).orElseGet(() -> {
            var middle = new double[space.dimensions()];
            Arrays.fill(middle, 0.5);
            return middle;
        });
        for (int i = 0; i < unit.length; i++) {
            var parameter = space.parameters().get(i);
            var value = given.get(parameter.name());
            if (value != null) {
                unit[i] = parameter.domain().unit(value);
            }
        }
        return space.at(unit);
    }
}

package io.djloperator.search.sampler;

import io.djloperator.search.space.Domain;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * The values of one parameter in a grid.
 *
 * @param size how many
 * @param at each by its number; the first is 0
 */
record Axis(int size, IntFunction<String> at) {
    static Axis of(Domain domain, int points) {
        if (domain instanceof Domain.Range) {
            return between(domain, 0, 1, points);
        }
        int size = domain.size().orElseThrow();
        return domain instanceof Domain.Steps steps && steps.isLogarithmic() && size > points
                ? between(domain, domain.centre(0), domain.centre(size - 1), points)
                : new Axis(size, index -> domain.at(domain.centre(index)));
    }

    private static Axis between(Domain domain, double low, double high, int points) {
        List<String> values = IntStream.range(0, points)
                .mapToDouble(i -> points == 1 ? 0.5 : i / (points - 1.0))
                .mapToObj(share -> domain.at(low + share * (high - low)))
                .distinct()
                .toList();
        return new Axis(values.size(), values::get);
    }
}

package io.djloperator.search.importance;

import io.djloperator.search.sampler.Trial;
import io.djloperator.search.space.Parameter;
import io.djloperator.search.space.Space;
import java.util.Arrays;
import java.util.List;

/**
 * Results as a tree learns from them.
 *
 * @param columns one for each parameter
 * @param values of each result, shifted and scaled to lie between -1 and 1: that changes no share of a variance, and no square overflows
 */
record Table(List<Column> columns, double[] values) {
    static Table of(Space space, List<Trial> results) {
        return new Table(
                space.parameters().stream()
                        .map(parameter -> Column.of(parameter.domain(), units(parameter, results)))
                        .toList(),
                scaled(results.stream().mapToDouble(Trial::value).toArray()));
    }

    private static double[] units(Parameter parameter, List<Trial> results) {
        return results.stream()
                .map(trial -> trial.point().values().get(parameter.name()))
                .mapToDouble(
                        value -> value == null ? Double.NaN : parameter.domain().unit(value))
                .toArray();
    }

    private static double[] scaled(double[] values) {
        double most = Arrays.stream(values).max().orElseThrow() / 2;
        double least = Arrays.stream(values).min().orElseThrow() / 2;
        double middle = most + least;
        double half = most - least;
        return Arrays.stream(values)
                .map(value -> half > 0 ? (value - middle) / half : 0)
                .toArray();
    }

    int rows() {
        return values.length;
    }
}

package io.djloperator.bench.search;

import io.djloperator.search.quality.Problems;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/** Prints random points of each problem with their values, so that another language can show that it has the same functions. A line is problem, value, parameters. */
public final class Points {
    private Points() {}

    public static void main(String[] arguments) {
        var random = new SplittableRandom(0);
        for (var problem : Problems.ALL) {
            for (int i = 0; i < 50; i++) {
                var point = problem.space()
                        .at(random.doubles(problem.space().dimensions()).toArray());
                var values = point.values().entrySet().stream()
                        .map(value -> value.getKey() + "=" + value.getValue())
                        .collect(Collectors.joining(","));
                System.out.printf("%s %s %s%n", problem.name(), problem.at(point), values);
            }
        }
    }
}

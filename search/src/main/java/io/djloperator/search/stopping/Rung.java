package io.djloperator.search.stopping;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;

/** The values of all trials that ever reached a rung, best first. */
record Rung(int epoch, double[] sorted) {
    private static Rung of(int epoch, List<Curve> curves) {
        var sorted = curves.stream()
                .map(curve -> curve.rungs().values().get(epoch))
                .filter(Objects::nonNull)
                .mapToDouble(value -> value)
                .sorted()
                .toArray();
        return new Rung(epoch, sorted);
    }

    /** Compares each active trial at the highest rung that it has reached: only there is the most known of it. */
    static List<Stop> judge(List<Curve> curves, BiFunction<Curve, Rung, Optional<Stop>> verdict) {
        var rungs = new HashMap<Integer, Rung>();
        return curves.stream()
                .filter(Curve::isActive)
                .filter(curve -> !curve.rungs().values().isEmpty())
                .map(curve -> verdict.apply(
                        curve, rungs.computeIfAbsent(curve.rungs().values().lastKey(), epoch -> of(epoch, curves))))
                .flatMap(Optional::stream)
                .toList();
    }

    int size() {
        return sorted.length;
    }

    /** The value at a place, the best has 1. */
    double at(int place) {
        return sorted[place - 1];
    }

    /** The median of all but one trial, which has {@code value}. There must be another. */
    double medianWithout(double value) {
        int left = Arrays.binarySearch(sorted, value);
        int others = sorted.length - 1;
        return (without(left, (others - 1) / 2) + without(left, others / 2)) / 2;
    }

    private double without(int left, int index) {
        return sorted[index < left ? index : index + 1];
    }
}

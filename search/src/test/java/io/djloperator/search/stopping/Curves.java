package io.djloperator.search.stopping;

import java.util.List;
import java.util.stream.IntStream;

/** Short ways to write what is remembered of trials. */
final class Curves {
    private Curves() {}

    /** Remembers readings of epochs 1, 2, 3, …; an epoch whose value is {@code null} was not seen. */
    static Rungs rungs(StoppingRule rule, Double... values) {
        var rungs = Rungs.NONE;
        for (int i = 0; i < values.length; i++) {
            if (values[i] != null) {
                rungs = rule.remember(rungs, new Reading(i + 1, values[i]));
            }
        }
        return rungs;
    }

    static Curve active(int trial, StoppingRule rule, Double... values) {
        return new Curve(trial, rungs(rule, values), true);
    }

    static Curve ended(int trial, StoppingRule rule, Double... values) {
        return new Curve(trial, rungs(rule, values), false);
    }

    /** Active trials 1, 2, 3, … that have reported these values at epoch 1. */
    static List<Curve> atFirstEpoch(StoppingRule rule, double... values) {
        return IntStream.range(0, values.length)
                .mapToObj(i -> active(i + 1, rule, values[i]))
                .toList();
    }

    static List<Integer> stopped(StoppingRule rule, List<Curve> curves) {
        return rule.judge(curves).stream().map(Stop::trial).toList();
    }
}

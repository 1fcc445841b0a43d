package io.djloperator.search.sampler.cma;

import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.hipparchus.linear.RealVector;

/** Whether nothing more is to be had here: the criteria of appendix B.3 of Hansen's tutorial (arXiv 1604.00772). */
final class End {
    // Coordinates have about ten digits, so finer steps give the same points again.
    private static final double TOL_X = 1e-9;
    private static final double TOL_FUN = 1e-12;
    private static final double WORST_CONDITION = 1e14;

    private final Evolution evolution;
    private final List<Evolution.Result> ranked;

    End(Evolution evolution, List<Evolution.Result> ranked) {
        this.evolution = evolution;
        this.ranked = ranked;
    }

    boolean isReached(UnaryOperator<RealVector> floor) {
        return isNarrow(floor.apply(evolution.gaussian().mean())) || isFlat() || isStagnant() || isSkewed();
    }

    /** TolX; a stepped coordinate is as narrow as it gets when it stands on its floor. */
    private boolean isNarrow(RealVector floor) {
        var gaussian = evolution.gaussian();
        return IntStream.range(0, floor.getDimension()).allMatch(i -> {
            double least = Math.max(TOL_X, floor.getEntry(i) * (1 + 1e-9));
            return gaussian.deviation(i) <= least
                    && gaussian.sigma() * Math.abs(gaussian.path().getEntry(i)) <= least;
        });
    }

    /** TolFun and EqualFunValues: neither the latest block nor the bests of the blocks before it differ. */
    private boolean isFlat() {
        var bests = latest(evolution.bests(), 10 + perBlock());
        double best = ranked.get(0).value();
        double worst = ranked.get(ranked.size() - 1).value();
        return evolution.bests().size() >= 10 + perBlock()
                && Math.max(worst, Collections.max(bests)) - Math.min(best, Collections.min(bests))
                        <= TOL_FUN * Math.max(1, Math.abs(best));
    }

    /** Stagnation: over the last fifth of the blocks, but no fewer than 120 + 30 n/λ, neither the bests nor the medians have become better. */
    private boolean isStagnant() {
        int blocks = Math.max(120 + perBlock(), evolution.bests().size() / 5);
        return evolution.bests().size() >= blocks
                && isNoBetter(latest(evolution.bests(), blocks))
                && isNoBetter(latest(evolution.medians(), blocks));
    }

    private static boolean isNoBetter(List<Double> values) {
        int part = (int) Math.ceil(0.3 * values.size());
        return median(latest(values, part)) >= median(values.subList(0, part));
    }

    /** ConditionCov. */
    private boolean isSkewed() {
        var lengths = evolution.gaussian().lengths();
        double ratio = lengths.getMaxValue() / lengths.getMinValue();
        return ratio * ratio > WORST_CONDITION;
    }

    private int perBlock() {
        return (int) Math.ceil(
                30.0 * evolution.strategy().dimensions() / evolution.strategy().population());
    }

    private static List<Double> latest(List<Double> values, int count) {
        return values.subList(Math.max(0, values.size() - count), values.size());
    }

    private static double median(List<Double> values) {
        var sorted = values.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }
}

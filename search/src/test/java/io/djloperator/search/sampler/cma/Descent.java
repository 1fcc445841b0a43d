package io.djloperator.search.sampler.cma;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.RealVector;

/**
 * An evolution that has been played until it found a value of at most {@code target}, or to the last evaluation.
 *
 * @param evaluations how many it took
 */
record Descent(Evolution evolution, int evaluations, double best) {
    /**
     * @param atOnce points under way; which of them ends next is drawn
     * @param foreign the share of points that are drawn evenly from the unit cube and not from the evolution
     */
    record Rules(int dimensions, int evaluations, double target, int atOnce, double foreign) {
        Ground ground(long seed) {
            return new Ground(
                    Strategy.defaultPopulation(dimensions),
                    restarts -> Gaussian.of(start(seed, restarts), 1 / 6.0),
                    mean -> new ArrayRealVector(dimensions));
        }

        private RealVector start(long seed, int restarts) {
            return restarts == 0
                    ? new ArrayRealVector(dimensions, 0.5)
                    : new ArrayRealVector(new SplittableRandom(seed * 31 + restarts)
                            .doubles(dimensions)
                            .toArray());
        }
    }

    static Descent of(ToDoubleFunction<RealVector> function, Rules rules, long seed) {
        var random = new SplittableRandom(seed);
        var ground = rules.ground(seed);
        var evolution = Evolution.start(ground, 0);
        var active = new ArrayList<RealVector>();
        List<Evolution.Result> block = new ArrayList<>();
        double best = Double.POSITIVE_INFINITY;
        int evaluations = 0;
        while (evaluations < rules.evaluations() && best > rules.target()) {
            while (active.size() < rules.atOnce()) {
                active.add(draw(evolution, rules, random));
            }
            var point = active.remove(random.nextInt(active.size()));
            double value = function.applyAsDouble(point);
            evaluations++;
            best = Math.min(best, value);
            block.add(new Evolution.Result(point, value));
            if (block.size() == evolution.strategy().population()) {
                evolution = evolution.after(block, ground);
                block.clear();
            }
        }
        return new Descent(evolution, evaluations, best);
    }

    private static RealVector draw(Evolution evolution, Rules rules, SplittableRandom random) {
        if (random.nextDouble() < rules.foreign()) {
            return new ArrayRealVector(random.doubles(rules.dimensions()).toArray());
        }
        return evolution.gaussian().draw(random, 1).map(unit -> {
            double folded = Math.abs(unit) % 2;
            return folded > 1 ? 2 - folded : folded;
        });
    }
}

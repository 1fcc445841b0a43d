package io.djloperator.search.sampler.cma;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.hipparchus.linear.RealVector;

/**
 * Where CMA-ES stands: a fold over blocks of results. The state after a block is a function of the block and of the state before, so a search is replayed from its results
 * alone, and results that come later change nothing of what was learnt from those before.
 *
 * @param bests the best value of each block since the last restart
 * @param medians the median of each block since the last restart
 * @param restarts how many there were. Each doubles the population: IPOP, Auger and Hansen, "A Restart CMA Evolution Strategy With Increasing Population Size", CEC 2005
 */
public record Evolution(Strategy strategy, Gaussian gaussian, List<Double> bests, List<Double> medians, int restarts) {
    private static final int MOST_DOUBLINGS = 10;

    /** A result of the past. */
    public record Result(RealVector point, double value) {}

    /** The state after all blocks that are full. */
    public static Evolution replay(Ground ground, List<Result> results) {
        var evolution = start(ground, 0);
        int from = 0;
        while (from + evolution.strategy().population() <= results.size()) {
            int to = from + evolution.strategy().population();
            evolution = evolution.after(results.subList(from, to), ground);
            from = to;
        }
        return evolution;
    }

    static Evolution start(Ground ground, int restarts) {
        var gaussian = ground.start().apply(restarts);
        var strategy =
                Strategy.of(gaussian.mean().getDimension(), ground.population() << Math.min(restarts, MOST_DOUBLINGS));
        return new Evolution(strategy, gaussian, List.of(), List.of(), restarts);
    }

    Evolution after(List<Result> block, Ground ground) {
        var ranked = new ArrayList<>(block);
        ranked.sort(Comparator.comparingDouble(Result::value));
        var next = new Update(strategy, gaussian, ground.floor())
                .by(ranked.stream().map(Result::point).toList());
        var evolution = new Evolution(
                strategy,
                next,
                with(bests, ranked.get(0).value()),
                with(medians, ranked.get(ranked.size() / 2).value()),
                restarts);
        return new End(evolution, ranked).isReached(ground.floor()) ? start(ground, restarts + 1) : evolution;
    }

    private static List<Double> with(List<Double> list, double value) {
        var more = new ArrayList<>(list);
        more.add(value);
        return more;
    }
}

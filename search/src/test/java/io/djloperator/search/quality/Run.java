package io.djloperator.search.quality;

import io.djloperator.search.sampler.History;
import io.djloperator.search.sampler.Sampler;
import io.djloperator.search.sampler.Trial;
import io.djloperator.search.space.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A search that has been played to its end.
 *
 * @param history fewer trials than asked for where the sampler had no more points
 */
public record Run(History history) {
    private static final long ORDER = 0x0D0E5;

    /**
     * Plays {@code sampler} until {@code trials} have ended. At most {@code parallelism} are under way; which of them ends next is drawn from the seed, so that results come out of
     * order, yet always in the same one.
     *
     * @throws IllegalStateException where the sampler gives a point that the space does not contain or allow
     */
    public static Run of(Sampler sampler, Problem problem, int trials, long seed, int parallelism) {
        var order = new SplittableRandom(seed ^ ORDER);
        var history = History.EMPTY;
        boolean isExhausted = false;
        for (int ended = 0; ended < trials; ended++) {
            while (!isExhausted && history.trials().size() < Math.min(trials, ended + parallelism)) {
                var point = sampler.next(problem.space(), seed, history);
                isExhausted = point.isEmpty();
                if (point.isPresent()) {
                    history = history.with(requireAllowed(problem, point.get()));
                }
            }
            var active = history.active();
            if (active.isEmpty()) {
                break;
            }
            history = ended(history, problem, active.get(order.nextInt(active.size())), ended + 1);
        }
        return new Run(history);
    }

    private static Point requireAllowed(Problem problem, Point point) {
        if (!problem.space().contains(point) || !problem.space().allows(point)) {
            throw new IllegalStateException("%s is no point of '%s'".formatted(point, problem.name()));
        }
        return point;
    }

    private static History ended(History history, Problem problem, Trial trial, int ended) {
        var trials = new ArrayList<>(history.trials());
        var value = problem.at(trial.point());
        trials.set(
                trial.number() - 1,
                new Trial(trial.number(), trial.point(), Trial.State.COMPLETED, List.of(value), ended, 0));
        return new History(trials, history.earlier());
    }

    /** The least value after each result, in the order of the results. */
    public double[] bestSoFar() {
        var values = history.results().stream().mapToDouble(Trial::value).toArray();
        for (int i = 1; i < values.length; i++) {
            values[i] = Math.min(values[i - 1], values[i]);
        }
        return values;
    }

    /** The least value of all. */
    public double best() {
        return history.results().stream().mapToDouble(Trial::value).min().orElseThrow();
    }
}

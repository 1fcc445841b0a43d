package io.djloperator.search.stopping;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The median stopping rule (Golovin, Solnik, Moitra, Kochanski, Karro, Sculley 2017, Google Vizier: A Service for Black-Box Optimization, KDD; section 3.2.2): stops
 * a trial whose best value so far is worse than the median of the running averages of the others up to the same epoch. A best value against averages makes it a mild
 * rule: it knows no budget and stops fewer trials than {@link Asha}.
 *
 * <p>Other than in the paper, trials that run, were stopped or have failed are compared with too as far as they came, so that it can begin before any trial has ended;
 * and averages are kept for at most {@value Rungs#MOST} epochs, spread evenly, of which the latest that the trial has passed counts. A trial that never had a number is
 * stopped whoever else is there; one that has reported its last epoch is left to end.
 *
 * @param minEpochs before it nobody is stopped
 * @param minTrials how many others must have come as far; at least 1
 * @param maxEpochs how many epochs a trial has that is not stopped
 */
public record MedianStop(int minEpochs, int minTrials, int maxEpochs) implements StoppingRule {
    /** @throws IllegalArgumentException where there is no epoch to compare at, or nobody to compare with */
    public MedianStop {
        Rungs.requireOne(minEpochs, maxEpochs);
        if (minTrials < 1) {
            throw new IllegalArgumentException("minTrials: %d must be at least 1".formatted(minTrials));
        }
    }

    @Override
    public List<Integer> rungs() {
        int step = (maxEpochs - minEpochs + Rungs.MOST - 1) / Rungs.MOST;
        return Stream.iterate(minEpochs, epoch -> epoch < maxEpochs, epoch -> epoch + step)
                .toList();
    }

    /** The rungs' values are the running averages. */
    @Override
    public Rungs remember(Rungs before, Reading reading) {
        if (before.cover(reading)) {
            return before;
        }
        var after = before.with(reading);
        return after.reaching(rungs(), after.mean());
    }

    @Override
    public List<Stop> judge(List<Curve> curves) {
        return Rung.judge(curves, this::verdict);
    }

    private Optional<Stop> verdict(Curve curve, Rung rung) {
        double best = curve.rungs().best();
        int others = rung.size() - 1;
        boolean hasNumber = Double.isFinite(best);
        if (curve.rungs().epoch() >= maxEpochs || (hasNumber && others < minTrials)) {
            return Optional.empty();
        }
        double median = others == 0
                ? Double.POSITIVE_INFINITY
                : rung.medianWithout(curve.rungs().values().get(rung.epoch()));
        return hasNumber && best <= median
                ? Optional.empty()
                : Optional.of(new Stop(curve.trial(), rung.epoch(), best, median, others));
    }
}

package io.djloperator.search.stopping;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Asynchronous successive halving (Li, Jamieson, Rostamizadeh, Gonina, Ben-tzur, Hardt, Recht, Talwalkar 2020, A System for Massively Parallel Hyperparameter Tuning,
 * MLSys; algorithm 2) in the form that only stops: where the paper pauses a trial at a rung until it is promoted, here it runs on until it is beaten. Rungs are at
 * {@code minEpochs} · {@code reduction}^k, k = 0, 1, …, below {@code maxEpochs}.
 *
 * <p>Of n trials that ever reached a rung, the best ⌈n / reduction⌉ go on, and those as good as the worst of them: the first that comes always does, and where all
 * are equal nobody is stopped. A trial between two rungs is compared again whenever another reaches the lower one, and stopped when it has fallen behind. One that has
 * no number at a rung is stopped whoever else is there; one that has reported its last epoch is left to end.
 *
 * @param minEpochs the first rung; before it nobody is stopped
 * @param reduction one of how many goes on; at least 2
 * @param maxEpochs how many epochs a trial has that is not stopped
 */
public record Asha(int minEpochs, int reduction, int maxEpochs) implements StoppingRule {
    /** @throws IllegalArgumentException where there is no rung, or more than {@value Rungs#MOST} */
    public Asha {
        Rungs.requireOne(minEpochs, maxEpochs);
        if (reduction < 2) {
            throw new IllegalArgumentException("reduction: %d must be at least 2".formatted(reduction));
        }
        int count = epochs(minEpochs, reduction, maxEpochs).size();
        if (count > Rungs.MOST) {
            throw new IllegalArgumentException(
                    "minEpochs: from %d to %d epochs there are %d rungs, each %d times the one before; at most %d are kept: make minEpochs or reduction greater"
                            .formatted(minEpochs, maxEpochs, count, reduction, Rungs.MOST));
        }
    }

    @Override
    public List<Integer> rungs() {
        return epochs(minEpochs, reduction, maxEpochs);
    }

    private static List<Integer> epochs(int first, int factor, int end) {
        var epochs = new ArrayList<Integer>();
        for (long epoch = first; epoch < end; epoch *= factor) {
            epochs.add((int) epoch);
        }
        return List.copyOf(epochs);
    }

    /** The rungs' values are the readings' own. */
    @Override
    public Rungs remember(Rungs before, Reading reading) {
        return before.cover(reading) ? before : before.with(reading).reaching(rungs(), reading.value());
    }

    @Override
    public List<Stop> judge(List<Curve> curves) {
        return Rung.judge(curves, this::verdict);
    }

    private Optional<Stop> verdict(Curve curve, Rung rung) {
        double value = curve.rungs().values().get(rung.epoch());
        double bound = rung.at((rung.size() + reduction - 1) / reduction);
        boolean goesOn = curve.rungs().epoch() >= maxEpochs || (Double.isFinite(value) && value <= bound);
        return goesOn
                ? Optional.empty()
                : Optional.of(new Stop(curve.trial(), rung.epoch(), value, bound, rung.size()));
    }
}

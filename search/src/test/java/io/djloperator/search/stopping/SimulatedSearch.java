package io.djloperator.search.stopping;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.Function;

/** A search over recorded curves in virtual time: some trials at once, the next starts when one has ended, failed or was stopped. */
final class SimulatedSearch {
    private static final int PARALLELISM = 4;

    private final StoppingRule memory;
    private final Function<List<Curve>, List<Stop>> rule;
    private final double shareSeen;
    private final Random random;
    private final List<RecordedCurve> order;
    private final List<Curve> curves = new ArrayList<>();
    private final List<Integer> epochs = new ArrayList<>();
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingDouble(Event::time).thenComparingInt(Event::trial));

    private record Event(double time, int trial) {}

    /**
     * What a search cost and found.
     *
     * @param epochs of all trials together
     * @param best of the final values of the trials that ran to their end; infinity where none did
     */
    record Outcome(int epochs, double best) {}

    /**
     * @param shareSeen of the epochs that the operator hears of, from 0 to 1; the others' reports are merged with later ones
     * @param seed of the order of trials and of what is seen
     */
    SimulatedSearch(
            List<RecordedCurve> recorded,
            StoppingRule memory,
            Function<List<Curve>, List<Stop>> rule,
            double shareSeen,
            long seed) {
        this.memory = memory;
        this.rule = rule;
        this.shareSeen = shareSeen;
        random = new Random(seed);
        order = new ArrayList<>(recorded);
        Collections.shuffle(order, random);
    }

    Outcome run() {
        for (int i = 0; i < PARALLELISM; i++) {
            start(0);
        }
        while (!events.isEmpty()) {
            var event = events.remove();
            if (curves.get(event.trial()).isActive()) {
                epochDone(event.trial(), event.time());
            }
        }
        double best = Double.POSITIVE_INFINITY;
        for (int trial = 0; trial < order.size(); trial++) {
            if (epochs.get(trial) == RecordedCurve.EPOCHS) {
                best = Math.min(best, order.get(trial).last());
            }
        }
        return new Outcome(epochs.stream().mapToInt(count -> count).sum(), best);
    }

    private void start(double time) {
        int trial = curves.size();
        if (trial < order.size()) {
            curves.add(new Curve(trial, Rungs.NONE, true));
            epochs.add(0);
            events.add(new Event(time + order.get(trial).secondsPerEpoch(), trial));
        }
    }

    private void epochDone(int trial, double time) {
        int epoch = epochs.get(trial) + 1;
        var recorded = order.get(trial);
        if (epoch > recorded.values().size()) {
            end(trial, time); // it has failed
            return;
        }
        epochs.set(trial, epoch);
        var before = curves.get(trial).rungs();
        if (epoch == RecordedCurve.EPOCHS || random.nextDouble() < shareSeen) {
            var reading = new Reading(epoch, recorded.values().get(epoch - 1));
            curves.set(trial, new Curve(trial, memory.remember(before, reading), true));
        }
        if (epoch == RecordedCurve.EPOCHS) {
            end(trial, time);
        }
        if (curves.get(trial).rungs().values().size() > before.values().size()) {
            rule.apply(List.copyOf(curves)).forEach(stop -> end(stop.trial(), time));
        }
        events.add(new Event(time + recorded.secondsPerEpoch(), trial));
    }

    private void end(int trial, double time) {
        curves.set(trial, new Curve(trial, curves.get(trial).rungs(), false));
        start(time);
    }
}

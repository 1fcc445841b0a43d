package io.djloperator.operator.search;

import io.djloperator.api.v1alpha1.Goal;
import io.djloperator.api.v1alpha1.SearchStopping;
import io.djloperator.api.v1alpha1.TrainingJob;
import io.djloperator.api.v1alpha1.TrainingJobSpec;
import io.djloperator.search.stopping.Asha;
import io.djloperator.search.stopping.Curve;
import io.djloperator.search.stopping.MedianStop;
import io.djloperator.search.stopping.Reading;
import io.djloperator.search.stopping.Rungs;
import io.djloperator.search.stopping.Stop;
import io.djloperator.search.stopping.StoppingRule;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The stopping rule of a search, between the ledger's words and the rule's numbers. */
record StopRule(StoppingRule rule, String metric, Goal goal) {
    private static final MathContext DIGITS = new MathContext(8);

    /** @throws BadSearch where the rule makes no sense */
    static Optional<StopRule> of(TrainingJobSpec spec) {
        var stopping = spec.search().stopping();
        if (stopping == null) {
            return Optional.empty();
        }
        var objective = spec.search().objectives().get(0);
        var field = "spec.search.stopping." + (stopping.asha() != null ? "asha" : "medianStop");
        try {
            var rule = stopping.asha() != null
                    ? asha(stopping.asha(), maxEpochs(spec, stopping.asha().maxEpochs(), field))
                    : new MedianStop(
                            stopping.medianStop().minEpochs(),
                            stopping.medianStop().minTrials(),
                            maxEpochs(spec, stopping.medianStop().maxEpochs(), field));
            return Optional.of(new StopRule(rule, objective.metric(), objective.goal()));
        } catch (IllegalArgumentException e) {
            throw new BadSearch("%s.%s".formatted(field, e.getMessage()));
        }
    }

    /** On recorded curves, a first rung at the first epoch missed the best in most searches, and one at a ninth of the epochs in none. */
    private static Asha asha(SearchStopping.Asha declared, int maxEpochs) {
        int reduction = declared.reduction();
        int first = Math.max(1, maxEpochs / (reduction * reduction));
        return new Asha(declared.minEpochs() == null ? first : declared.minEpochs(), reduction, maxEpochs);
    }

    private static int maxEpochs(TrainingJobSpec spec, Integer declared, String field) {
        if (declared != null) {
            return declared;
        }
        if (spec.training() == null) {
            throw new BadSearch(
                    "%s.maxEpochs: must be set with `container`, since nobody else knows how many epochs a trial has"
                            .formatted(field));
        }
        return spec.training().epochs();
    }

    List<Integer> rungs() {
        return rule.rungs();
    }

    /** The entry with what the trial has reported last. */
    Entry read(Entry entry, TrainingJob trial) {
        if (trial.getStatus() == null) {
            return entry;
        }
        return TrialEnd.metric(trial.getStatus(), metric)
                .filter(value -> value.epoch() != null && value.epoch() >= 1)
                .map(value -> new Reading(value.epoch(), goal.loss(Double.parseDouble(value.value()))))
                .map(reading -> read(entry, reading))
                .orElse(entry);
    }

    private Entry read(Entry entry, Reading reading) {
        var before = memory(entry);
        var after = rule.remember(before, reading);
        if (after.equals(before)) {
            return entry;
        }
        var values = new TreeMap<Integer, String>();
        after.values().forEach((epoch, loss) -> values.put(epoch, text(loss)));
        return entry.with(values, new CurveSummary(after.epoch(), text(after.mean()), text(after.best())));
    }

    private Rungs memory(Entry entry) {
        var values = new TreeMap<Integer, Double>();
        entry.rungs().forEach((epoch, value) -> values.put(epoch, loss(value)));
        var summary = entry.curve();
        return summary == null
                ? new Rungs(values, values.isEmpty() ? 0 : values.lastKey(), 0, Double.POSITIVE_INFINITY)
                : new Rungs(values, summary.epoch(), loss(summary.mean()), loss(summary.best()));
    }

    private double loss(String value) {
        return goal.loss(Double.parseDouble(value));
    }

    private String text(double loss) {
        double value = goal.loss(loss);
        return Double.isFinite(value)
                ? new BigDecimal(value).round(DIGITS).stripTrailingZeros().toString()
                : String.valueOf(value);
    }

    /** The trials to stop, each with the reason. */
    Map<Integer, String> stopped(Ledger ledger) {
        var curves = ledger.trials().stream()
                .filter(entry -> !entry.hasEnded() || !entry.rungs().isEmpty())
                .map(entry -> new Curve(entry.trial(), memory(entry), !entry.hasEnded()))
                .toList();
        var stopped = new LinkedHashMap<Integer, String>();
        rule.judge(curves).forEach(stop -> stopped.put(stop.trial(), why(stop)));
        return stopped;
    }

    private String why(Stop stop) {
        return "%s was %s at epoch %d; of %d trials that came as far, the better ones have at %s %s"
                .formatted(
                        metric,
                        text(stop.value()),
                        stop.rung(),
                        stop.compared(),
                        goal == Goal.MAXIMIZE ? "least" : "most",
                        text(stop.bound()));
    }
}

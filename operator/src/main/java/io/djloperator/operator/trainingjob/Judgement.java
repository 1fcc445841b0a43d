package io.djloperator.operator.trainingjob;

import io.djloperator.api.v1alpha1.Goal;
import io.djloperator.api.v1alpha1.Stopping;
import io.djloperator.api.v1alpha1.TrainingJob;
import io.djloperator.api.v1alpha1.TrainingJobStatus;
import io.djloperator.api.v1alpha1.TrainingJobStatus.MetricValue;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the rules of {@code spec.stopping} say of what a job has reported. A metric that is reported without an epoch is not judged.
 *
 * @param best the value of {@code patience.metric} that the following ones are compared with
 * @param stop why the job is to be stopped; empty where it goes on, and where it has reported its last epoch, since then nothing is saved
 */
record Judgement(Optional<MetricValue> best, Optional<String> stop) {
    private static final Judgement NONE = new Judgement(Optional.empty(), Optional.empty());
    private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9]+(\\.[0-9]+)?([eE][-+]?[0-9]{1,4})?");

    static Judgement of(TrainingJob job) {
        var rules = job.getSpec().stopping();
        var status = job.getStatus();
        if (rules == null || status == null) {
            return NONE;
        }
        var best = Optional.ofNullable(rules.patience()).flatMap(rule -> best(rule, status));
        var patience = best.flatMap(value -> impatient(rules.patience(), value, status));
        var threshold = Optional.ofNullable(rules.threshold()).flatMap(rule -> beyond(rule, status));
        return new Judgement(best, threshold.or(() -> patience));
    }

    private static Optional<MetricValue> best(Stopping.Patience rule, TrainingJobStatus status) {
        var former = Optional.ofNullable(status.best()).filter(Judgement::isUsable);
        return latest(rule.metric(), status)
                .filter(value -> former.isEmpty() || isBetter(value, former.get(), rule))
                .or(() -> former);
    }

    /** Better by more than {@code minDelta}, as Keras' and Lightning's callbacks count. */
    private static boolean isBetter(MetricValue value, MetricValue best, Stopping.Patience rule) {
        var gain = rule.goal() == Goal.MAXIMIZE
                ? number(value.value()).subtract(number(best.value()))
                : number(best.value()).subtract(number(value.value()));
        return gain.compareTo(number(rule.minDelta())) > 0;
    }

    private static Optional<String> impatient(Stopping.Patience rule, MetricValue best, TrainingJobStatus status) {
        var by = number(rule.minDelta()).signum() == 0 ? "" : " by more than " + rule.minDelta();
        return latest(rule.metric(), status)
                .filter(value -> !isLast(value, status) && value.epoch() - best.epoch() >= rule.epochs())
                .map(value ->
                        "stopping.patience: %s is %s in epoch %d, and for %d epochs was not better than the %s of epoch %d%s"
                                .formatted(
                                        rule.metric(),
                                        value.value(),
                                        value.epoch(),
                                        value.epoch() - best.epoch(),
                                        best.value(),
                                        best.epoch(),
                                        by));
    }

    private static Optional<String> beyond(Stopping.Threshold rule, TrainingJobStatus status) {
        return latest(rule.metric(), status)
                .filter(value -> !isLast(value, status) && value.epoch() >= rule.fromEpoch())
                .flatMap(value -> bound(rule, number(value.value()))
                        .map(bound -> "stopping.threshold: %s is %s in epoch %d, %s"
                                .formatted(rule.metric(), value.value(), value.epoch(), bound)));
    }

    private static Optional<String> bound(Stopping.Threshold rule, BigDecimal value) {
        if (rule.min() != null && value.compareTo(number(rule.min())) < 0) {
            return Optional.of("less than min " + rule.min());
        }
        return rule.max() != null && value.compareTo(number(rule.max())) > 0
                ? Optional.of("more than max " + rule.max())
                : Optional.empty();
    }

    private static Optional<MetricValue> latest(String metric, TrainingJobStatus status) {
        return status.metrics().stream()
                .filter(value -> value.name().equals(metric) && isUsable(value))
                .findFirst();
    }

    /** Whoever may write a status may write anything. */
    private static boolean isUsable(MetricValue value) {
        return value.epoch() != null && NUMBER.matcher(value.value()).matches();
    }

    private static boolean isLast(MetricValue value, TrainingJobStatus status) {
        var progress = status.progress();
        return progress != null && progress.epochs() != null && value.epoch() >= progress.epochs();
    }

    private static BigDecimal number(String decimal) {
        return new BigDecimal(decimal);
    }
}

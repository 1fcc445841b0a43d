package io.djloperator.operator.report;

import io.djloperator.api.v1alpha1.TrainingJob;
import io.djloperator.api.v1alpha1.TrainingJobStatus.MetricValue;
import io.djloperator.operator.kube.Labels;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** How soon a report is written: sooner where a rule or a search waits for it than where only people look. */
final class Haste {
    private Haste() {}

    /** How long after the last write of {@code job} this report is written. */
    static Duration rest(TrainingJob job, Report report, Limits limits) {
        if (!isJudged(job)) {
            return limits.statusEvery();
        }
        var known = job.getStatus() == null
                ? List.<MetricValue>of()
                : job.getStatus().metrics();
        return report.metrics().stream().anyMatch(metric -> isOfAnotherEpoch(metric, known))
                ? limits.epochEvery()
                : limits.judgedEvery();
    }

    private static boolean isJudged(TrainingJob job) {
        var labels = job.getMetadata().getLabels();
        return job.getSpec().stopping() != null || labels != null && labels.containsKey(Labels.SEARCH);
    }

    private static boolean isOfAnotherEpoch(MetricValue metric, List<MetricValue> known) {
        return metric.epoch() != null
                && known.stream()
                        .noneMatch(former ->
                                former.name().equals(metric.name()) && Objects.equals(former.epoch(), metric.epoch()));
    }
}

package io.djloperator.trainer.evaluation;

import io.djloperator.api.v1alpha1.TrainingJobStatus.MetricValue;
import io.djloperator.trainer.report.Decimals;

/**
 * One metric's value.
 *
 * @param name part and metric, such as test/auc
 * @param by the sensitive column, or null
 */
public record Measured(String name, String by, double value) {
    public MetricValue shown() {
        return new MetricValue(name, by, Decimals.text(value));
    }
}

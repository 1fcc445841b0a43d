package io.djloperator.trainer.evaluation;

import io.djloperator.api.v1alpha1.Evaluation;
import io.djloperator.api.v1alpha1.Evaluation.Gate;
import io.djloperator.api.v1alpha1.Metric;
import io.djloperator.api.v1alpha1.Tabular;
import io.djloperator.api.v1alpha1.Task;
import io.djloperator.api.v1alpha1.TrainingJobStatus.GateResult;
import io.djloperator.trainer.data.Dataset;
import io.djloperator.trainer.data.Partition;
import io.djloperator.trainer.evaluation.Fairness.GroupRate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All that was measured.
 *
 * @param measured the first metric on the test part, the other ones there, its loss, then the validation part
 * @param groups rates on the test part by sensitive column
 */
public record Report(List<Measured> measured, List<GateResult> gates, Map<String, List<GroupRate>> groups) {
    private static final List<Metric> FOR_CLASSES =
            List.of(Metric.AUC, Metric.AVERAGE_PRECISION, Metric.F1, Metric.ACCURACY);
    private static final List<Metric> FOR_AMOUNTS = List.of(Metric.RMSE, Metric.MAE, Metric.R2);

    public static Report of(
            Evaluation evaluation,
            Tabular tabular,
            Dataset data,
            Partition partition,
            PartEvaluation validation,
            PartEvaluation test) {
        var metrics = metrics(evaluation, tabular);
        var groups = test.rates(data.sensitive(), partition.test());
        var measured = new ArrayList<>(test.measured(metrics, groups));
        measured.addAll(validation.measured(metrics, validation.rates(data.sensitive(), partition.validation())));
        return new Report(measured, Gates.judge(evaluation.gates(), measured), groups);
    }

    /** The asked ones, those of the gates, and what sensitive columns are named for. */
    public static List<Metric> metrics(Evaluation evaluation, Tabular tabular) {
        boolean classes = tabular.task() == Task.CLASSIFICATION;
        Set<Metric> metrics = new LinkedHashSet<>(
                evaluation.metrics().isEmpty() ? (classes ? FOR_CLASSES : FOR_AMOUNTS) : evaluation.metrics());
        for (Gate gate : evaluation.gates()) {
            Arrays.stream(Metric.values())
                    .filter(metric -> gate.metric().endsWith("/" + PartEvaluation.word(metric)))
                    .forEach(metrics::add);
        }
        if (classes && !tabular.sensitive().isEmpty()) {
            metrics.add(Metric.DEMOGRAPHIC_PARITY_DIFFERENCE);
        }
        return List.copyOf(metrics);
    }
}

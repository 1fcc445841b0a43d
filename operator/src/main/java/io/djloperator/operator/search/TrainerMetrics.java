package io.djloperator.operator.search;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.djloperator.api.v1alpha1.Metric;
import io.djloperator.api.v1alpha1.Task;
import io.djloperator.api.v1alpha1.TrainingJobSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which metrics our trainer tells, and when: a search for another would find nothing after all its trials were paid for. */
final class TrainerMetrics {
    private static final ObjectMapper JSON = new ObjectMapper();

    private TrainerMetrics() {}

    /** The objective that no trial would have, as a message for the user. */
    static Optional<String> problem(TrainingJobSpec spec) {
        var search = spec.search();
        var metrics = metrics(spec);
        var known = new ArrayList<String>();
        for (var part : List.of("validation", "test")) {
            known.add(part + "/loss");
            metrics.forEach(metric -> known.add(part + "/" + word(metric)));
        }
        for (int i = 0; i < search.objectives().size(); i++) {
            var metric = search.objectives().get(i).metric();
            if (!known.contains(metric)) {
                return Optional.of(
                        "spec.search.objectives[%d].metric: no trial will have '%s' (there are: %s); name it in spec.evaluation.metrics, or choose another"
                                .formatted(i, metric, String.join(", ", known)));
            }
        }
        return search.stopping() == null ? Optional.empty() : whileTraining(spec, metrics);
    }

    /** The trainer reports two metrics of the validation part after each epoch. */
    private static Optional<String> whileTraining(TrainingJobSpec spec, List<Metric> metrics) {
        var reported = List.of("validation/loss", "validation/" + word(metrics.get(0)));
        var metric = spec.search().objectives().get(0).metric();
        return reported.contains(metric)
                ? Optional.empty()
                : Optional.of(
                        "spec.search.stopping: '%s' is not known while a trial trains (there are: %s), so no trial could be stopped by it; put the metric first in spec.evaluation.metrics, or choose another objective"
                                .formatted(metric, String.join(", ", reported)));
    }

    private static List<Metric> metrics(TrainingJobSpec spec) {
        var declared = spec.evaluation().metrics().stream()
                .filter(metric -> metric != Metric.DEMOGRAPHIC_PARITY_DIFFERENCE) // one value for each column
                .toList();
        if (!declared.isEmpty()) {
            return declared;
        }
        return spec.data().tabular().task() == Task.REGRESSION
                ? List.of(Metric.RMSE, Metric.MAE, Metric.R2)
                : List.of(Metric.AUC, Metric.AVERAGE_PRECISION, Metric.F1, Metric.ACCURACY);
    }

    private static String word(Metric metric) {
        return JSON.convertValue(metric, String.class);
    }
}

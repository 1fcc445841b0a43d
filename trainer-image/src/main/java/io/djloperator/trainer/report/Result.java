package io.djloperator.trainer.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.djloperator.api.v1alpha1.TrainingJobStatus.GateResult;
import io.djloperator.api.v1alpha1.TrainingJobStatus.MetricValue;
import io.djloperator.api.v1alpha1.TrainingJobStatus.ModelPackage;
import java.util.List;

/** The end of a run as the operator reads it; its JSON is the termination message. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Result(
        String reason, String message, List<MetricValue> metrics, List<GateResult> gates, ModelPackage model) {
    public static Result of(ExitCode code, String message) {
        return new Result(code.reason(), message, List.of(), List.of(), null);
    }
}

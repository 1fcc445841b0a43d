package io.djloperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** What is measured on the trained model, and what it must reach. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Evaluation(
        @Size(max = 8)
        @JsonPropertyDescription(
                "Metrics of the validation and test parts, beside the loss. `kubectl get` prints the first one's value on the"
                        + " test part. Default: auc, averagePrecision, f1, accuracy; for regression rmse, mae, r2.")
        List<Metric> metrics,

        @Size(max = 16)
        @JsonPropertyDescription(
                "What the model must reach: where one gate fails, the job ends with the state GateFailed and no ModelDeployment"
                        + " follows it.")
        List<Gate> gates) {

    /** Fills in the defaults; {@code metrics} stays empty where it is not set, since its default depends on the task. */
    public Evaluation {
        metrics = metrics == null ? List.of() : List.copyOf(metrics);
        gates = gates == null ? List.of() : List.copyOf(gates);
    }

    /** A bound on one metric. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @ValidationRule(value = "has(self.min) || has(self.max)", message = "at least one of `min` and `max` must be set")
    @ValidationRule(
            value = "has(self.by) == self.metric.endsWith('/demographicParityDifference')",
            message = "`by` must be set where `metric` is a demographicParityDifference, and only there")
    @ValidationRule(
            value = "!has(self.min) || !has(self.max) || double(self.min) <= double(self.max)",
            message = "`min` must not be greater than `max`")
    public record Gate(
            @Required
            @Size(min = 1, max = 64)
            @Pattern(
                    "^(validation|test)/(loss|accuracy|auc|averagePrecision|f1|demographicParityDifference|rmse|mae|r2)$")
            @JsonPropertyDescription("Part and metric, such as test/auc or validation/loss.")
            String metric,

            @Size(min = 1, max = 128) @JsonPropertyDescription("The sensitive column whose groups are compared.")
            String by,

            @Size(min = 1, max = 24)
            @Pattern(Api.SIGNED_DECIMAL)
            @JsonPropertyDescription("The least value that passes, a decimal.")
            String min,

            @Size(min = 1, max = 24)
            @Pattern(Api.SIGNED_DECIMAL)
            @JsonPropertyDescription("The greatest value that passes, a decimal.")
            String max) {}
}

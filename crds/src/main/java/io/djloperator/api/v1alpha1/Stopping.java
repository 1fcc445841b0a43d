package io.djloperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** By which of its reports a job is stopped before its end. A job that is stopped has no model. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "has(self.patience) || has(self.threshold)",
        message = "at least one of `patience` and `threshold` must be set")
public record Stopping(
        @JsonPropertyDescription("Stops a job that does not get better any more.")
        Patience patience,

        @JsonPropertyDescription("Stops a job that is not good enough at some epoch, or has diverged.")
        Threshold threshold) {

    /** Stops a job that does not get better any more. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Patience(
            @Required
            @Size(min = 1, max = 64)
            @Pattern(Api.METRIC_NAME)
            @JsonPropertyDescription("A metric that the job reports with its epoch, such as validation/loss.")
            String metric,

            @Required @JsonPropertyDescription("Which values are better.")
            Goal goal,

            @Required
            @Min(1)
            @Max(100000)
            @JsonPropertyDescription("How many epochs may pass without a better value. From 1 to 100000.")
            Integer epochs,

            @Size(min = 1, max = 24)
            @Pattern(Api.DECIMAL)
            @JsonPropertyDescription(
                    "By how much a value must be better to count, a decimal of at least 0. Default \"0\".")
            String minDelta) {

        /** Fills in the default. */
        public Patience {
            minDelta = minDelta == null ? "0" : minDelta;
        }
    }

    /** Stops a job that is not good enough at some epoch, or has diverged. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @ValidationRule(value = "has(self.min) || has(self.max)", message = "at least one of `min` and `max` must be set")
    public record Threshold(
            @Required
            @Size(min = 1, max = 64)
            @Pattern(Api.METRIC_NAME)
            @JsonPropertyDescription("A metric that the job reports with its epoch, such as validation/loss.")
            String metric,

            @Size(min = 1, max = 24)
            @Pattern(Api.SIGNED_DECIMAL)
            @JsonPropertyDescription("The job is stopped where the value is less, a decimal.")
            String min,

            @Size(min = 1, max = 24)
            @Pattern(Api.SIGNED_DECIMAL)
            @JsonPropertyDescription("The job is stopped where the value is greater, a decimal.")
            String max,

            @Min(1)
            @Max(100000)
            @JsonPropertyDescription("The first epoch whose value counts. From 1 to 100000, default 1.")
            Integer fromEpoch) {

        /** Fills in the default. */
        public Threshold {
            fromEpoch = fromEpoch == null ? 1 : fromEpoch;
        }
    }
}

package io.djloperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** The optimizer: exactly one member is set. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "(has(self.adam) ? 1 : 0) + (has(self.sgd) ? 1 : 0) == 1",
        message = "exactly one of `adam` and `sgd` must be set")
public record Optimizer(
        @JsonPropertyDescription("Adam (Kingma and Ba 2015).")
        Adam adam,

        @JsonPropertyDescription("Stochastic gradient descent.")
        Sgd sgd) {

    /** Adam. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @ValidationRule(
            value = "!has(self.learningRate) || double(self.learningRate) > 0.0",
            message = "`learningRate` must be greater than 0")
    public record Adam(
            @Size(min = 1, max = 16)
            @Pattern(Api.DECIMAL)
            @JsonPropertyDescription("Step size, a decimal greater than 0. Default \"0.001\".")
            String learningRate,

            @Size(min = 1, max = 16)
            @Pattern(Api.DECIMAL)
            @JsonPropertyDescription("L2 penalty on the weights, a decimal of at least 0. Default \"0\".")
            String weightDecay) {

        /** Fills in the defaults. */
        public Adam {
            learningRate = learningRate == null ? "0.001" : learningRate;
            weightDecay = weightDecay == null ? "0" : weightDecay;
        }
    }

    /** Stochastic gradient descent. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @ValidationRule(
            value = "!has(self.learningRate) || double(self.learningRate) > 0.0",
            message = "`learningRate` must be greater than 0")
    @ValidationRule(
            value = "!has(self.momentum) || double(self.momentum) < 1.0",
            message = "`momentum` must be less than 1")
    public record Sgd(
            @Size(min = 1, max = 16)
            @Pattern(Api.DECIMAL)
            @JsonPropertyDescription("Step size, a decimal greater than 0. Default \"0.01\".")
            String learningRate,

            @Size(min = 1, max = 16)
            @Pattern(Api.DECIMAL)
            @JsonPropertyDescription(
                    "Share of the former step that is kept, a decimal from 0 to less than 1. Default \"0.9\".")
            String momentum,

            @Size(min = 1, max = 16)
            @Pattern(Api.DECIMAL)
            @JsonPropertyDescription("L2 penalty on the weights, a decimal of at least 0. Default \"0\".")
            String weightDecay) {

        /** Fills in the defaults. */
        public Sgd {
            learningRate = learningRate == null ? "0.01" : learningRate;
            momentum = momentum == null ? "0.9" : momentum;
            weightDecay = weightDecay == null ? "0" : weightDecay;
        }
    }
}

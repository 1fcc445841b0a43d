package io.djloperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** A multilayer perceptron. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(value = "!has(self.dropout) || double(self.dropout) < 1.0", message = "`dropout` must be less than 1")
public record Mlp(
        @Size(min = 0, max = 16)
        @JsonPropertyDescription(
                "Units of each hidden layer, from the input to the output; from 1 to 16384 each, at most 16 layers. Default"
                        + " [128, 64]; an empty list is a linear model.")
        List<@Min(1) @Max(16384) Integer> hiddenUnits,

        @JsonPropertyDescription("What follows each hidden layer. Default relu.")
        Activation activation,

        @Size(min = 1, max = 16)
        @Pattern(Api.DECIMAL)
        @JsonPropertyDescription(
                "Share of the hidden units that each training step leaves out, a decimal from 0 to less than 1. Default \"0\".")
        String dropout) {

    /** Fills in the defaults. */
    public Mlp {
        hiddenUnits = hiddenUnits == null ? List.of(128, 64) : List.copyOf(hiddenUnits);
        activation = activation == null ? Activation.RELU : activation;
        dropout = dropout == null ? "0" : dropout;
    }
}

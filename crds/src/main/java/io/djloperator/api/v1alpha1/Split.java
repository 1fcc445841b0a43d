package io.djloperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** How rows are dealt to the training, validation and test parts; what the two shares leave is trained on. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value =
                "(has(self.validation) ? double(self.validation) : 0.15) > 0.0 && (has(self.test) ? double(self.test) : 0.15) >"
                        + " 0.0 && (has(self.validation) ? double(self.validation) : 0.15) + (has(self.test) ? double(self.test) :"
                        + " 0.15) <= 0.9",
        message =
                "`validation` and `test` must be greater than 0 and together at most 0.9: at least a tenth must be left to"
                        + " train on")
public record Split(
        @Size(min = 1, max = 16)
        @Pattern(Api.DECIMAL)
        @JsonPropertyDescription("Share of the rows for validation, a decimal between 0 and 1. Default \"0.15\".")
        String validation,

        @Size(min = 1, max = 16)
        @Pattern(Api.DECIMAL)
        @JsonPropertyDescription("Share of the rows for the test, a decimal between 0 and 1. Default \"0.15\".")
        String test,

        @JsonPropertyDescription(
                "true: every part has the classes in equal proportions. Default: true for classification; false for regression.")
        Boolean stratify,

        @Min(0)
        @Max(2147483647)
        @JsonPropertyDescription("The same seed deals the same rows to the same parts. Default 42.")
        Integer seed) {

    /** Fills in the defaults; {@code stratify} stays null where it is not set, since its default depends on the task. */
    public Split {
        validation = validation == null ? "0.15" : validation;
        test = test == null ? "0.15" : test;
        seed = seed == null ? 42 : seed;
    }
}

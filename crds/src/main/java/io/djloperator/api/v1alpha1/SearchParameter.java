package io.djloperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Locale;

/** One parameter of a search: where its value goes, and which values there are. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "has(self.path) || has(self.name)",
        message = "`path` must be set: where in the trial's spec the value goes; with `container` a `name` is enough")
@ValidationRule(
        value = "(has(self.uniform) ? 1 : 0) + (has(self.logUniform) ? 1 : 0) + (has(self.int) ? 1 : 0)"
                + " + (has(self.choices) ? 1 : 0) == 1",
        message = "exactly one of `uniform`, `logUniform`, `int` and `choices` must be set")
public record SearchParameter(
        @Size(min = 1, max = 63)
        @Pattern("^[a-zA-Z][a-zA-Z0-9_]*$")
        @JsonPropertyDescription(
                "What it is called in `points`, `constraints` and the status. Default: the last word of `path`.")
        String name,

        @Size(min = 2, max = 256)
        @Pattern("^(/([^~/]|~[01])+)+$")
        @JsonPropertyDescription(
                "A JSON Pointer into the trial's spec, such as /training/optimizer/adam/learningRate or /resources/accelerator/count."
                        + " With `container` it may be missing: every value also comes as the environment variable DJL_PARAM_<NAME>.")
        String path,

        @JsonPropertyDescription("Decimals, evenly spread.") Uniform uniform,

        @JsonPropertyDescription("Decimals, spread by their logarithm: as many from 0.001 to 0.01 as from 0.01 to 0.1.")
        LogUniform logUniform,

        @JsonProperty("int") @JsonPropertyDescription("Whole numbers.")
        Whole whole,

        @Size(min = 1, max = 100)
        @JsonPropertyDescription(
                "Values without an order. One that is a JSON list or object, such as \"[128,64]\", replaces the field as a whole.")
        List<String> choices,

        @JsonPropertyDescription(
                "The parameter is left out of trials for which this does not hold. Default: it is always there.")
        When when) {

    /** Lists are never null, but an empty one is left out. */
    public SearchParameter {
        choices = choices == null ? null : List.copyOf(choices);
    }

    /** Its name: the one given, or the last word of its path. */
    public String label() {
        return name != null ? name : path.substring(path.lastIndexOf('/') + 1);
    }

    /**
     * The environment variable in which its value comes to a program of the user's own: {@code learningRate} comes as
     * {@code DJL_PARAM_LEARNING_RATE}.
     */
    public String variable() {
        return "DJL_PARAM_" + label().replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
    }

    /** By what other parameters' conditions refer to it. */
    String key() {
        return path != null ? path : name;
    }

    /** Decimals, evenly spread. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @ValidationRule(value = "double(self.min) <= double(self.max)", message = "`min` must not be greater than `max`")
    @ValidationRule(value = "!has(self.step) || double(self.step) > 0.0", message = "`step` must be greater than 0")
    public record Uniform(
            @Required
            @Size(min = 1, max = 24)
            @Pattern(Api.SIGNED_DECIMAL)
            @JsonPropertyDescription("The least value, a decimal.")
            String min,

            @Required
            @Size(min = 1, max = 24)
            @Pattern(Api.SIGNED_DECIMAL)
            @JsonPropertyDescription("The greatest value, a decimal.")
            String max,

            @Size(min = 1, max = 24)
            @Pattern(Api.DECIMAL)
            @JsonPropertyDescription("Only `min`, `min` + `step` and so on are tried. Default: any value.")
            String step) {}

    /** Decimals, spread by their logarithm. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @ValidationRule(value = "double(self.min) <= double(self.max)", message = "`min` must not be greater than `max`")
    @ValidationRule(value = "double(self.min) > 0.0", message = "`min` must be greater than 0")
    public record LogUniform(
            @Required
            @Size(min = 1, max = 24)
            @Pattern(Api.DECIMAL)
            @JsonPropertyDescription("The least value, a decimal greater than 0.")
            String min,

            @Required
            @Size(min = 1, max = 24)
            @Pattern(Api.DECIMAL)
            @JsonPropertyDescription("The greatest value, a decimal.")
            String max) {}

    /** Whole numbers. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @ValidationRule(value = "self.min <= self.max", message = "`min` must not be greater than `max`")
    @ValidationRule(
            value = "!has(self.logarithmic) || !self.logarithmic || self.min > 0",
            message = "`min` must be greater than 0 where `logarithmic` is true")
    public record Whole(
            @Required @Min(-2147483648) @Max(2147483647) @JsonPropertyDescription("The least value.")
            Integer min,

            @Required @Min(-2147483648) @Max(2147483647) @JsonPropertyDescription("The greatest value.")
            Integer max,

            @Min(1)
            @Max(2147483647)
            @JsonPropertyDescription("Only `min`, `min` + `step` and so on are tried. Default 1.")
            Integer step,

            @JsonPropertyDescription("true: spread by their logarithm. Default false.")
            Boolean logarithmic) {

        /** Fills in the defaults. */
        public Whole {
            step = step == null ? 1 : step;
            logarithmic = logarithmic != null && logarithmic;
        }
    }

    /** For which values of another parameter this one is there. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record When(
            @Required
            @Size(min = 1, max = 256)
            @JsonPropertyDescription(
                    "The `path` of a parameter that stands before this one, or its `name` where it has no path.")
            String path,

            @Required
            @Size(min = 1, max = 100)
            @JsonPropertyDescription("Its values for which this parameter is there.")
            List<String> in) {

        /** Copies the list. */
        public When {
            in = in == null ? List.of() : List.copyOf(in);
        }
    }
}

package io.djloperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.ValidationRule;

/**
 * By which rule a trial is stopped that is worse than others, judged by the first objective as it is reported: exactly one member is
 * set.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "has(self.asha) != has(self.medianStop)",
        message = "exactly one of `asha` and `medianStop` must be set")
public record SearchStopping(
        @JsonPropertyDescription(
                "Asynchronous successive halving: at each rung a trial goes on only if it is among the best of all that came so far."
                        + " Pays where most points are bad.")
        Asha asha,

        @JsonPropertyDescription(
                "Stops a trial whose best value is worse than the median of the others' running averages. More careful than `asha`.")
        MedianStop medianStop) {

    /** Asynchronous successive halving. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @ValidationRule(
            value = "!has(self.maxEpochs) || !has(self.minEpochs) || self.minEpochs <= self.maxEpochs",
            message = "`minEpochs` must not be greater than `maxEpochs`")
    public record Asha(
            @Min(1)
            @Max(100000)
            @JsonPropertyDescription(
                    "The first rung: no trial is stopped before this epoch. From 1 to 100000. Default: `maxEpochs` / `reduction`²,"
                            + " at least 1, so that there are two rungs.")
            Integer minEpochs,

            @Min(2)
            @Max(10)
            @JsonPropertyDescription(
                    "Of how many trials one goes on at a rung; each rung lies at so many times the epoch of the one before. From 2 to"
                            + " 10, default 3.")
            Integer reduction,

            @Min(1)
            @Max(100000)
            @JsonPropertyDescription(
                    "The last epoch, at which nothing is stopped any more. From 1 to 100000. Default: `training.epochs`; must be set"
                            + " with `container`.")
            Integer maxEpochs) {

        /** Fills in the default of {@code reduction}; the others follow from it and from the training. */
        public Asha {
            reduction = reduction == null ? 3 : reduction;
        }
    }

    /** The median rule. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record MedianStop(
            @Min(1)
            @Max(100000)
            @JsonPropertyDescription("No trial is stopped before this epoch. From 1 to 100000, default 1.")
            Integer minEpochs,

            @Min(1)
            @Max(1000)
            @JsonPropertyDescription(
                    "How many trials must have come as far before one is stopped. From 1 to 1000, default 5.")
            Integer minTrials,

            @Min(1)
            @Max(100000)
            @JsonPropertyDescription(
                    "The last epoch, at which nothing is stopped any more. From 1 to 100000. Default: `training.epochs`; must be set"
                            + " with `container`.")
            Integer maxEpochs) {

        /** Fills in the defaults but for {@code maxEpochs}. */
        public MedianStop {
            minEpochs = minEpochs == null ? 1 : minEpochs;
            minTrials = minTrials == null ? 5 : minTrials;
        }
    }
}

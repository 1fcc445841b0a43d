package io.djloperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.ValidationRule;

/** How the next point is chosen: exactly one member is set. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value =
                "(has(self.grid) ? 1 : 0) + (has(self.random) ? 1 : 0) + (has(self.sobol) ? 1 : 0) + (has(self.tpe) ? 1 : 0)"
                        + " + (has(self.gp) ? 1 : 0) + (has(self.cmaEs) ? 1 : 0) == 1",
        message = "exactly one of `grid`, `random`, `sobol`, `tpe`, `gp` and `cmaEs` must be set")
public record SearchAlgorithm(
        @JsonPropertyDescription("Every combination once.") Grid grid,

        @JsonPropertyDescription("Independent points. Needs no results, so any number of trials may run at once.")
        RandomPoints random,

        @JsonPropertyDescription("A scrambled Sobol sequence: covers the space more evenly than random points.")
        Sobol sobol,

        @JsonPropertyDescription(
                "The tree-structured Parzen estimator, multivariate: a good choice for most spaces, with conditions, choices and"
                        + " several objectives, from some 20 to some 1000 trials.")
        Tpe tpe,

        @JsonPropertyDescription(
                "A Gaussian process with expected improvement: needs the fewest trials where a training is dear and there are"
                        + " at most about 20 parameters, most of them numbers.")
        Gp gp,

        @JsonPropertyDescription("CMA-ES: for numbers alone and from some 100 trials on.")
        CmaEs cmaEs) {

    /** Every combination once. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Grid(
            @Min(2)
            @Max(1000)
            @JsonPropertyDescription("How many values of a range without a step are tried, from 2 to 1000. Default 5.")
            Integer points) {

        /** Fills in the default. */
        public Grid {
            points = points == null ? 5 : points;
        }
    }

    /** Independent points. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record RandomPoints() {}

    /** A scrambled Sobol sequence. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Sobol() {}

    /** The tree-structured Parzen estimator. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Tpe(
            @Min(1)
            @Max(1000)
            @JsonPropertyDescription("How many trials end before results guide the search. From 1 to 1000, default 10.")
            Integer startupTrials) {

        /** Fills in the default. */
        public Tpe {
            startupTrials = startupTrials == null ? 10 : startupTrials;
        }
    }

    /** A Gaussian process. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Gp(
            @Min(1)
            @Max(1000)
            @JsonPropertyDescription("How many trials end before results guide the search. From 1 to 1000, default 10.")
            Integer startupTrials) {

        /** Fills in the default. */
        public Gp {
            startupTrials = startupTrials == null ? 10 : startupTrials;
        }
    }

    /** The covariance matrix adaptation evolution strategy. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record CmaEs(
            @Min(4)
            @Max(1000)
            @JsonPropertyDescription(
                    "Points of one generation, from 4 to 1000. Default: 4 + 3 ln n, rounded down, for n parameters.")
            Integer populationSize) {}
}

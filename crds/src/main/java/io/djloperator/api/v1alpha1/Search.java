package io.djloperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Map;

/**
 * Makes a TrainingJob a search: each trial is a TrainingJob of its own with other values of some fields, and the best trial's model is
 * the search's.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value =
                "size(self.objectives) == 1 || !has(self.algorithm) || has(self.algorithm.tpe) || has(self.algorithm.random)"
                        + " || has(self.algorithm.sobol) || has(self.algorithm.grid)",
        message = "several `objectives` need the algorithm `tpe`, `random`, `sobol` or `grid`")
@ValidationRule(
        value = "size(self.objectives) == 1 || !self.objectives.exists(o, has(o.target))",
        message = "`objectives[].target` must not be set where there are several objectives")
@ValidationRule(
        value = "!has(self.maxTrials) || !has(self.parallelism) || self.parallelism <= self.maxTrials",
        message = "`parallelism` must not be greater than `maxTrials`")
public record Search(
        @Required
        @Size(min = 1, max = 3)
        @JsonPropertyDescription(
                "What is sought. With several, the status holds the trials of which none is better in all; the first decides which of"
                        + " them is the search's model.")
        List<Objective> objectives,

        @JsonPropertyDescription("How the next point is chosen. Default: `tpe`.")
        SearchAlgorithm algorithm,

        @JsonPropertyDescription("By which rule bad trials are stopped early. Default: none is.")
        SearchStopping stopping,

        @Min(0)
        @Max(2147483647)
        @JsonPropertyDescription(
                "Seed of the choice of points: the same seed and the same results give the same points. Default 42.")
        Integer seed,

        @Min(1)
        @Max(2000)
        @JsonPropertyDescription(
                "How many trials there are at most, failed ones included. From 1 to 2000, default 20. May be changed; a search that has"
                        + " come to it goes on when it grows.")
        Integer maxTrials,

        @Min(1)
        @Max(200)
        @JsonPropertyDescription(
                "How many trials run at once, from 1 to 200, default 2. May be changed: trials that are too many are suspended, the youngest"
                        + " first.")
        Integer parallelism,

        @Min(0)
        @Max(2000)
        @JsonPropertyDescription("How many trials may fail; one more ends the search. From 0 to 2000, default 5.")
        Integer maxFailedTrials,

        @Min(1)
        @Max(2000)
        @JsonPropertyDescription(
                "How many ended trials stay as objects, the best and the newest. Their results stay in any case. From 1 to 2000, default"
                        + " 100.")
        Integer keepTrials,

        @JsonPropertyDescription(
                "What the whole search may cost; then it ends with the best trial so far. Default: no limit.")
        Budget budget,

        @Required @Size(min = 1, max = 50) @JsonPropertyDescription("What is varied.")
        List<SearchParameter> parameters,

        @Size(max = 16)
        @JsonPropertyDescription(
                "Rules in CEL over the parameters' names that must hold for a point to be tried, such as"
                        + " \"hiddenUnits * int(batchSize) <= 65536\": whole numbers are ints, other numbers doubles, choices"
                        + " strings. A rule that speaks of a parameter which is left out holds.")
        List<String> constraints,

        @Size(max = 100) @JsonPropertyDescription("Points that are tried first: values by the parameters' names.")
        List<Map<String, String>> points,

        @JsonPropertyDescription("Results of another search that this one learns from.")
        WarmStart warmStart) {

    /** Fills in the defaults. */
    public Search {
        objectives = objectives == null ? List.of() : List.copyOf(objectives);
        algorithm = algorithm == null
                ? new SearchAlgorithm(null, null, null, new SearchAlgorithm.Tpe(null), null, null)
                : algorithm;
        seed = seed == null ? 42 : seed;
        maxTrials = maxTrials == null ? 20 : maxTrials;
        parallelism = parallelism == null ? Math.min(2, maxTrials) : parallelism;
        maxFailedTrials = maxFailedTrials == null ? 5 : maxFailedTrials;
        keepTrials = keepTrials == null ? 100 : keepTrials;
        parameters = parameters == null ? List.of() : List.copyOf(parameters);
        constraints = constraints == null ? List.of() : List.copyOf(constraints);
        points = points == null ? List.of() : List.copyOf(points);
    }

    /** What is sought. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Objective(
            @Required
            @Size(min = 1, max = 64)
            @Pattern(Api.METRIC_NAME)
            @JsonPropertyDescription(
                    "A metric that trials report or that stands in their result, such as validation/auc. Choose by the validation part,"
                            + " or the test part says nothing any more.")
            String metric,

            @Required @JsonPropertyDescription("Which values are better.")
            Goal goal,

            @Size(min = 1, max = 24)
            @Pattern(Api.SIGNED_DECIMAL)
            @JsonPropertyDescription("The search ends with the first trial that is at least as good. Default: none.")
            String target) {}

    /** What the whole search may cost. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @ValidationRule(
            value = "has(self.seconds) || has(self.acceleratorHours)",
            message = "at least one of `seconds` and `acceleratorHours` must be set")
    public record Budget(
            @Min(1)
            @Max(31536000)
            @JsonPropertyDescription("Seconds from the first trial on, without time in suspension. From 1 to 31536000.")
            Integer seconds,

            @Size(min = 1, max = 16)
            @Pattern(Api.DECIMAL)
            @JsonPropertyDescription("Hours of accelerators that all trials together may hold, a decimal.")
            String acceleratorHours) {}

    /** Results of another search. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record WarmStart(
            @Required
            @JsonPropertyDescription(
                    "A search in the same namespace with the same objectives. Its trials that lie in this search's space are taken over once, at"
                            + " the begin; at most 300.")
            JobReference fromTrainingJob) {}

    /** A TrainingJob of the same namespace. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record JobReference(
            @Required @Size(min = 1, max = Api.MAX_NAME_LENGTH) @JsonPropertyDescription("The name.")
            String name) {}
}

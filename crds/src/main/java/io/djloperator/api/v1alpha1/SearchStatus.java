package io.djloperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import java.util.Map;

/** How a search stands. Bounded: the trials themselves stand in the ConfigMap {@code <job>-trials}. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record SearchStatus(
        @Size(max = 16) @JsonPropertyDescription("Trials that have ended, of how many there will be at most: 17/40.")
        String trials,

        @JsonPropertyDescription("Trials that were created.")
        Integer created,

        @JsonPropertyDescription("Trials that have not ended, suspended ones included.")
        Integer active,

        @JsonPropertyDescription("Trials that ran to their end and have a value.")
        Integer succeeded,

        @JsonPropertyDescription("Trials that failed, or ended without a value.")
        Integer failed,

        @JsonPropertyDescription("Trials that a rule has stopped.")
        Integer stopped,

        @JsonPropertyDescription("The best trial so far by the first objective, of those that pass their gates.")
        Best best,

        @Size(max = 50)
        @JsonPropertyDescription(
                "With several objectives: trials of which none is better in all, by the first objective; at most 50.")
        List<Best> pareto,

        @Size(max = 50)
        @JsonPropertyDescription(
                "How much of the variance of the first objective each parameter explains alone (fANOVA), the most important first; from 20"
                        + " trials with a value on.")
        List<Importance> importance,

        @Size(max = 16) @JsonPropertyDescription("Hours of accelerators that trials have held, a decimal.")
        String acceleratorHours,

        @JsonPropertyDescription("What is planned.") Plan plan) {

    /** Lists are never null. */
    public SearchStatus {
        pareto = pareto == null ? List.of() : List.copyOf(pareto);
        importance = importance == null ? List.of() : List.copyOf(importance);
    }

    /** A trial that is good. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Best(
            @Required @JsonPropertyDescription("The number of the trial; its object is called <job>-<number>.")
            Integer trial,

            @Required @Size(min = 1, max = 3) @JsonPropertyDescription("Its value for each objective, decimals.")
            List<String> values,

            @Size(max = 50) @JsonPropertyDescription("Its parameters by name.")
            Map<String, String> parameters) {}

    /** The weight of one parameter. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Importance(
            @Required @Size(min = 1, max = 63) @JsonPropertyDescription("The parameter's name.")
            String parameter,

            @Required @Size(min = 1, max = 8) @JsonPropertyDescription("Its share of the variance, from 0 to 1.")
            String share) {}

    /** What a search will do, known before its first trial. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Plan(
            @JsonPropertyDescription("How many trials there will be at most.")
            Integer trials,

            @Size(max = 32) @JsonPropertyDescription("At which epochs trials are compared and may be stopped.")
            List<Integer> rungs,

            @Size(max = 16)
            @JsonPropertyDescription(
                    "Hours of accelerators if every trial runs as long as it may: by `deadlines.activeSeconds` and `budget`. Absent where neither is"
                            + " set.")
            String worstCaseAcceleratorHours) {}
}

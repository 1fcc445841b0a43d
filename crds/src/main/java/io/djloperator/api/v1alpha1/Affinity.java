package io.djloperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Map;

/** Affinity of pods, in the form of Kubernetes' {@code v1.Affinity}. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Affinity(
        @JsonPropertyDescription("To nodes, by their labels.")
        NodeAffinity nodeAffinity,

        @JsonPropertyDescription("To places where certain pods run.")
        PodAffinity podAffinity,

        @JsonPropertyDescription("Away from places where certain pods run.")
        PodAffinity podAntiAffinity) {

    /** Affinity to nodes. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record NodeAffinity(
            @JsonPropertyDescription("What a node must fulfil.")
            NodeSelector requiredDuringSchedulingIgnoredDuringExecution,

            @Size(max = 8) @JsonPropertyDescription("What a node should fulfil.")
            List<PreferredNodes> preferredDuringSchedulingIgnoredDuringExecution) {}

    /** Nodes that fulfil one of the terms. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record NodeSelector(
            @Required @Size(min = 1, max = 8) @JsonPropertyDescription("One of these must hold.")
            List<NodeTerm> nodeSelectorTerms) {}

    /** Nodes that fulfil all expressions. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record NodeTerm(
            @Required @Size(min = 1, max = 16) @JsonPropertyDescription("All of these must hold.")
            List<Expression> matchExpressions) {}

    /** A liked kind of node. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record PreferredNodes(
            @Required @Min(1) @Max(100) @JsonPropertyDescription("How much it is liked. From 1 to 100.")
            Integer weight,

            @Required @JsonPropertyDescription("Which nodes.")
            NodeTerm preference) {}

    /** Affinity to other pods, of the job's own namespace. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record PodAffinity(
            @Size(max = 8) @JsonPropertyDescription("What must hold.")
            List<PodTerm> requiredDuringSchedulingIgnoredDuringExecution,

            @Size(max = 8) @JsonPropertyDescription("What should hold.")
            List<PreferredPods> preferredDuringSchedulingIgnoredDuringExecution) {}

    /** Pods in one place. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record PodTerm(
            @Required @JsonPropertyDescription("Which pods.")
            LabelSelector labelSelector,

            @Required @Size(min = 1, max = 317) @JsonPropertyDescription("The node label that tells a place.")
            String topologyKey) {}

    /** Liked neighbours. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record PreferredPods(
            @Required @Min(1) @Max(100) @JsonPropertyDescription("How much it is liked. From 1 to 100.")
            Integer weight,

            @Required @JsonPropertyDescription("Which pods, and where.")
            PodTerm podAffinityTerm) {}

    /** Pods by their labels. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @ValidationRule(
            value = "!has(self.matchExpressions) || self.matchExpressions.all(e, !(e.operator in ['Gt', 'Lt']))",
            message = "`matchExpressions[].operator` must be 'In', 'NotIn', 'Exists' or 'DoesNotExist' for pods")
    public record LabelSelector(
            @Size(max = 16) @JsonPropertyDescription("Labels that a pod must have.")
            Map<String, String> matchLabels,

            @Size(max = 16) @JsonPropertyDescription("Expressions that must hold.")
            List<Expression> matchExpressions) {}

    /** A claim about one label. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @ValidationRule(
            value = "self.operator in ['In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt', 'Lt']",
            message = "`operator` must be 'In', 'NotIn', 'Exists' or 'DoesNotExist', or for nodes 'Gt' or 'Lt'")
    @ValidationRule(
            value =
                    "self.operator in ['Exists', 'DoesNotExist'] ? !has(self.values) || size(self.values) == 0 : has(self.values) &&"
                            + " (self.operator in ['Gt', 'Lt'] ? size(self.values) == 1 && self.values[0].matches('^[0-9]{1,18}$') :"
                            + " size(self.values) > 0)",
            message =
                    "`values` must hold at least one value for 'In' and 'NotIn', one whole number for 'Gt' and 'Lt', and none for 'Exists'"
                            + " and 'DoesNotExist'")
    public record Expression(
            @Required @Size(min = 1, max = 317) @JsonPropertyDescription("The label's key.")
            String key,

            @Required
            @Size(min = 1, max = 16)
            @JsonPropertyDescription("In, NotIn, Exists or DoesNotExist; for nodes also Gt and Lt.")
            String operator,

            @Size(max = 32) @JsonPropertyDescription("The label's values.")
            List<String> values) {}
}

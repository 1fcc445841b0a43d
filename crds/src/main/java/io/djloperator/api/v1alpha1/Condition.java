package io.djloperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** One observation of a resource's state, in the form of Kubernetes' {@code metav1.Condition}. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Condition(
        @Required @Size(min = 1, max = 63) @JsonPropertyDescription("Name of the condition.")
        String type,

        @Required @Size(min = 1, max = 7) @JsonPropertyDescription("True, False or Unknown.")
        String status,

        @Required @Size(min = 1, max = 128) @JsonPropertyDescription("Why, in one CamelCase word.")
        String reason,

        @Size(max = 4096) @JsonPropertyDescription("Why, for a person.")
        String message,

        @Size(max = 32) @JsonPropertyDescription("When `status` last changed.")
        String lastTransitionTime,

        @JsonPropertyDescription("The generation of the spec that this speaks of.")
        Long observedGeneration) {}

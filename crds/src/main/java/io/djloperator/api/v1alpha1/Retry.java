package io.djloperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;

/** How often failed work is tried again. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Retry(
        @Min(0)
        @Max(100)
        @JsonPropertyDescription(
                "How many failures are followed by another attempt. Preemption, drain and eviction do not count; a wrong spec, wrong"
                        + " data or a failed gate ends the job at once. From 0 to 100, default 3.")
        Integer limit) {}

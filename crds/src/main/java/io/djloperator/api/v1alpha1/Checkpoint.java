package io.djloperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;

/** Saved states of a training, from which another attempt goes on. They lie beside the output and are removed once the model is there. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Checkpoint(
        @Min(1)
        @Max(86400)
        @JsonPropertyDescription(
                "Seconds between two checkpoints; one more is written when the pod is told to stop. From 1 to 86400, default 300.")
        Integer intervalSeconds,

        @Min(1)
        @Max(16)
        @JsonPropertyDescription("How many are kept; the newest whole one is used. From 1 to 16, default 2.")
        Integer keep) {

    /** Fills in the defaults. */
    public Checkpoint {
        intervalSeconds = intervalSeconds == null ? 300 : intervalSeconds;
        keep = keep == null ? 2 : keep;
    }
}

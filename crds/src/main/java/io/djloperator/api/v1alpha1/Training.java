package io.djloperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;

/** How to train. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Training(
        @Min(1)
        @Max(100000)
        @JsonPropertyDescription("How many times the training part is gone through. From 1 to 100000, default 20.")
        Integer epochs,

        @Min(1) @Max(65536) @JsonPropertyDescription("Rows in one step of the optimizer. From 1 to 65536, default 256.")
        Integer batchSize,

        @JsonPropertyDescription("The optimizer: exactly one. Default: adam with its defaults.")
        Optimizer optimizer,

        @Min(0)
        @Max(2147483647)
        @JsonPropertyDescription("Seed of initial weights, dropout and the order of rows. Default 42.")
        Integer seed,

        @JsonPropertyDescription("Saved states from which another attempt goes on. Default: every 300 seconds, 2 kept.")
        Checkpoint checkpoint) {

    /** Fills in the defaults. */
    public Training {
        epochs = epochs == null ? 20 : epochs;
        batchSize = batchSize == null ? 256 : batchSize;
        optimizer = optimizer == null ? new Optimizer(new Optimizer.Adam(null, null), null) : optimizer;
        seed = seed == null ? 42 : seed;
        checkpoint = checkpoint == null ? new Checkpoint(null, null) : checkpoint;
    }
}

package io.djloperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;

/** The server in the pods. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Server(
        @Min(1) @Max(64) @JsonPropertyDescription("Threads that predict, in each pod. From 1 to 64, default 1.")
        Integer workers,

        @JsonPropertyDescription("Requests that come close together are predicted together. Default: one by one.")
        Batching batching) {

    /** Fills in the defaults. */
    public Server {
        workers = workers == null ? 1 : workers;
        batching = batching == null ? new Batching(1, 0) : batching;
    }

    /** How requests are put together. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Batching(
            @Min(1) @Max(1024) @JsonPropertyDescription("Most requests in one batch. From 1 to 1024, default 32.")
            Integer maxSize,

            @Min(0)
            @Max(1000)
            @JsonPropertyDescription(
                    "How long a worker waits for a batch to fill, in milliseconds; an idle caller waits that long. From 0 to 1000,"
                            + " default 2.")
            Integer maxDelayMillis) {

        /** Fills in the defaults. */
        public Batching {
            maxSize = maxSize == null ? 32 : maxSize;
            maxDelayMillis = maxDelayMillis == null ? 2 : maxDelayMillis;
        }
    }
}

package io.djloperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;

/** How long a job may take. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Deadlines(
        @Min(1)
        @Max(31536000)
        @JsonPropertyDescription(
                "Seconds that the job may hold its pods, all attempts together, each from when its first pod gets a node until its last one is"
                        + " gone; time in suspension, in a queue and before there is a node does not count. Then it ends as"
                        + " ActiveDeadlineExceeded. Default: no limit.")
        Integer activeSeconds,

        @Min(1)
        @Max(31536000)
        @JsonPropertyDescription(
                "Seconds that the pods may take to run, for each attempt: scheduling, volumes and images, not the time in a queue. Then it"
                        + " ends as PendingDeadlineExceeded, or ImagePull where an image was the reason. Default: no limit.")
        Integer pendingSeconds) {}

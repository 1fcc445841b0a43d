package io.djloperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;

/** What is removed after a job's end. The TrainingJob and its result always stay. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Cleanup(
        @Min(0)
        @Max(31536000)
        @JsonPropertyDescription(
                "Seconds after the end of the job when its pods, with their logs, are removed. Default: they stay until the job is deleted.")
        Integer podsAfterSeconds) {}

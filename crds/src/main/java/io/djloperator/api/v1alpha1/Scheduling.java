package io.djloperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Map;

/** Where, when and as whom pods run. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Scheduling(
        @Size(min = 1, max = 63)
        @Pattern("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$")
        @JsonPropertyDescription("The Kueue LocalQueue that admits the job. Default: none, the job starts at once.")
        String queue,

        @ValidationRule(
                value = "self == 'kueue.x-k8s.io/multikueue'",
                message = "`managedBy` must be 'kueue.x-k8s.io/multikueue', or be left out")
        @Size(min = 1, max = 63)
        @JsonPropertyDescription(
                "'kueue.x-k8s.io/multikueue': another cluster runs the job; this operator creates nothing for it and leaves its status"
                        + " to MultiKueue.")
        String managedBy,

        @ValidationRule(
                value = "!self.startsWith('system-')",
                message = "`priorityClassName` must not start with 'system-': those classes are for the cluster itself")
        @Size(min = 1, max = 253)
        @Pattern("^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$")
        @JsonPropertyDescription("The PriorityClass of the pods.")
        String priorityClassName,

        @Size(max = 32) @JsonPropertyDescription("Labels that a node must have.")
        Map<String, String> nodeSelector,

        @Size(max = 32) @JsonPropertyDescription("Taints that the pods tolerate, beside those of the accelerator.")
        List<Toleration> tolerations,

        @JsonPropertyDescription("Which nodes and neighbours are needed or liked.")
        Affinity affinity,

        @Size(min = 1, max = 253)
        @Pattern("^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$")
        @JsonPropertyDescription(
                "The ServiceAccount of the pods, where the profile allows it. Default: 'default'. No token of it is mounted.")
        String serviceAccountName,

        @Min(1)
        @Max(3600)
        @JsonPropertyDescription(
                "Seconds that a pod may take to end when it is told to stop, for its checkpoint. From 1 to 3600, default 60.")
        Integer gracePeriodSeconds) {

    /** A taint that is tolerated, in the form of Kubernetes' {@code v1.Toleration}. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @ValidationRule(
            value = "has(self.key) && self.key != '' || has(self.operator) && self.operator == 'Exists'",
            message = "`key` must be set, or `operator` must be 'Exists', which then means any taint")
    @ValidationRule(
            value = "!has(self.operator) || self.operator != 'Exists' || !has(self.value) || self.value == ''",
            message = "`value` must be left out where `operator` is 'Exists'")
    @ValidationRule(
            value = "!has(self.tolerationSeconds) || has(self.effect) && self.effect == 'NoExecute'",
            message = "`effect` must be 'NoExecute' where `tolerationSeconds` is set")
    public record Toleration(
            @Size(max = 253) @JsonPropertyDescription("The taint's key; empty with the operator Exists: any.")
            String key,

            @ValidationRule(value = "self in ['Exists', 'Equal']", message = "`operator` must be 'Exists' or 'Equal'")
            @Size(min = 1, max = 8)
            @JsonPropertyDescription("Exists or Equal. Default Equal.")
            String operator,

            @Size(max = 63) @JsonPropertyDescription("The taint's value, with Equal.")
            String value,

            @ValidationRule(
                    value = "self in ['NoSchedule', 'PreferNoSchedule', 'NoExecute']",
                    message = "`effect` must be 'NoSchedule', 'PreferNoSchedule' or 'NoExecute'")
            @Size(min = 1, max = 16)
            @JsonPropertyDescription("NoSchedule, PreferNoSchedule or NoExecute. Default: all.")
            String effect,

            @Min(0) @Max(31536000) @JsonPropertyDescription("How long NoExecute is tolerated. Default: for ever.")
            Long tolerationSeconds) {}
}

package io.djloperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Quantity;

/** What a pod asks for. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Resources(
        @JsonPropertyDescription("CPU, asked for and the limit, such as \"500m\" or 4. Default 1.")
        Quantity cpu,

        @JsonPropertyDescription("Memory, asked for and the limit, such as 8Gi. Default 2Gi.")
        Quantity memory,

        @JsonPropertyDescription("Accelerators such as GPUs. Default: none, and the pod sees none.")
        Accelerator accelerator) {

    /** Fills in the defaults. */
    public Resources {
        cpu = cpu == null ? new Quantity("1") : cpu;
        memory = memory == null ? new Quantity("2Gi") : memory;
    }

    /** Devices that a node advertises as an extended resource. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Accelerator(
            @Required
            @Size(min = 3, max = 253)
            @Pattern("^[a-z0-9]([-a-z0-9.]*[a-z0-9])?/[a-zA-Z0-9]([-a-zA-Z0-9._]*[a-zA-Z0-9])?$")
            @JsonPropertyDescription("Name of the extended resource, such as nvidia.com/gpu or amd.com/gpu.")
            String resource,

            @Min(1) @Max(64) @JsonPropertyDescription("How many. From 1 to 64, default 1.")
            Integer count,

            @Size(min = 1, max = 63)
            @Pattern("^[a-zA-Z0-9]([-a-zA-Z0-9._]*[a-zA-Z0-9])?$")
            @JsonPropertyDescription(
                    "The product, as the vendor's node label spells it, such as NVIDIA-H100-80GB-HBM3: the pod runs on nodes with"
                            + " that label only. For nvidia.com and amd.com resources.")
            String product) {

        /** Fills in the defaults. */
        public Accelerator {
            count = count == null ? 1 : count;
        }
    }
}

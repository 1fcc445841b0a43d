package io.djloperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.List;

/** What a pod asks for. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "(!has(self.cpu) || quantity(string(self.cpu)).isGreaterThan(quantity('0'))) && (!has(self.memory) ||"
                + " quantity(string(self.memory)).isGreaterThan(quantity('0'))) && (!has(self.sharedMemory) ||"
                + " quantity(string(self.sharedMemory)).isGreaterThan(quantity('0')))",
        message = "`cpu`, `memory` and `sharedMemory` must be greater than 0: leave out what shall have its default")
@ValidationRule(
        value = "!has(self.sharedMemory) || !has(self.memory) ||"
                + " !quantity(string(self.sharedMemory)).isGreaterThan(quantity(string(self.memory)))",
        messageExpression =
                "'`sharedMemory` must be at most `memory`, of which it is a part, but ' + string(self.sharedMemory) + ' is more than '"
                        + " + string(self.memory)")
public record Resources(
        @JsonPropertyDescription("CPU, asked for and the limit, such as \"500m\" or 4. Default 1.")
        Quantity cpu,

        @JsonPropertyDescription("Memory, asked for and the limit, such as 8Gi. Default 2Gi.")
        Quantity memory,

        @JsonPropertyDescription("Accelerators such as GPUs. Default: none, and the pod sees none.")
        Accelerator accelerator,

        @JsonPropertyDescription(
                "Size of /dev/shm, which several processes of one pod use to talk to each other, such as 1Gi; it counts as memory."
                        + " Default: the node's, mostly 64Mi.")
        Quantity sharedMemory,

        @Size(max = 8) @JsonPropertyDescription("Devices by Dynamic Resource Allocation (resource.k8s.io/v1).")
        List<DeviceClaim> claims) {

    private static final Quantity DEFAULT_CPU = new Quantity("1");
    private static final Quantity DEFAULT_MEMORY = new Quantity("2Gi");

    /** Amounts without devices, for tests and defaults. */
    public static Resources of(Quantity cpu, Quantity memory, Accelerator accelerator) {
        return new Resources(cpu, memory, accelerator, null, null);
    }

    /** The same with what is not set filled in. The constructor does not: a profile may have set it. */
    public Resources withDefaults() {
        return new Resources(
                cpu == null ? DEFAULT_CPU : cpu,
                memory == null ? DEFAULT_MEMORY : memory,
                accelerator == null ? null : accelerator.withDefaults(),
                sharedMemory,
                claims == null ? List.of() : claims);
    }

    /** Devices that a node advertises as an extended resource. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @ValidationRule(
            value = "!self.resource.matches('^(.*[.])?kubernetes[.]io/')",
            message = "`resource` must be an extended resource, such as nvidia.com/gpu: 'kubernetes.io' has none")
    @ValidationRule(
            value = "!has(self.memory) || quantity(string(self.memory)).isGreaterThan(quantity('0'))",
            message = "`memory` must be greater than 0")
    public record Accelerator(
            @Required
            @Size(min = 3, max = 253)
            @Pattern(
                    "^[a-z0-9]([-a-z0-9]*[a-z0-9])?([.][a-z0-9]([-a-z0-9]*[a-z0-9])?)*/[a-zA-Z0-9]([-a-zA-Z0-9._]{0,61}[a-zA-Z0-9])?$")
            @JsonPropertyDescription(
                    "Name of the extended resource, such as nvidia.com/gpu, nvidia.com/mig-1g.10gb or amd.com/gpu.")
            String resource,

            @Min(1) @Max(64) @JsonPropertyDescription("How many. From 1 to 64, default 1.")
            Integer count,

            @Size(min = 1, max = 63)
            @Pattern("^[a-zA-Z0-9]([-a-zA-Z0-9._]*[a-zA-Z0-9])?$")
            @JsonPropertyDescription(
                    "The product, as the vendor's node label spells it, such as NVIDIA-H100-80GB-HBM3: the pod runs on nodes with"
                            + " that label only. For nvidia.com and amd.com resources.")
            String product,

            @JsonPropertyDescription(
                    "The least memory of each device, such as 40Gi, by the vendor's node label, which tells what the driver finds: a device sold"
                            + " with 80 GB has about 79Gi. For nvidia.com resources.")
            Quantity memory,

            @Size(min = 1, max = 32)
            @Pattern("^[0-9]+g\\.[0-9]+gb(\\.[a-z]+)?$")
            @JsonPropertyDescription(
                    "The MIG partition, such as 1g.10gb, on nodes that are partitioned alike (strategy `single`); needs `product`. On nodes"
                            + " of the strategy `mixed` ask for the resource nvidia.com/mig-1g.10gb.")
            String partition) {

        /** The same with the count filled in. */
        public Accelerator withDefaults() {
            return count == null ? new Accelerator(resource, 1, product, memory, partition) : this;
        }
    }

    /** A claim of the job's namespace: exactly one of the two names. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @ValidationRule(
            value = "has(self.resourceClaimName) != has(self.resourceClaimTemplateName)",
            message = "exactly one of `resourceClaimName` and `resourceClaimTemplateName` must be set")
    public record DeviceClaim(
            @Required
            @Size(min = 1, max = 63)
            @Pattern("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$")
            @JsonPropertyDescription("A name for it in the pod.")
            String name,

            @Size(min = 1, max = 253)
            @Pattern("^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$")
            @JsonPropertyDescription("A ResourceClaim that all pods share.")
            String resourceClaimName,

            @Size(min = 1, max = 253)
            @Pattern("^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$")
            @JsonPropertyDescription("A ResourceClaimTemplate, from which each pod gets a claim of its own.")
            String resourceClaimTemplateName) {}
}

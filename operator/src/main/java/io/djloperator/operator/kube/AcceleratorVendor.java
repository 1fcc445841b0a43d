package io.djloperator.operator.kube;

import io.fabric8.kubernetes.api.model.EnvVar;
import java.util.List;
import java.util.Optional;

/**
 * What a vendor of accelerators has settled. Everything that the operator knows of vendors stands in this table; a resource whose vendor is not in
 * it is asked for by name and count.
 *
 * @param domain the domain of the vendor's resources
 * @param productLabel node label that names the product
 * @param memoryLabel node label with the memory of one device, an integer in MiB; null where the vendor has none
 * @param partitionInfix what stands between product and partition in the product label of a node whose devices are partitioned alike; null
 *     where the vendor has no such nodes
 * @param taint key of the taint that keeps other pods away from the vendor's nodes
 * @param visibility variable that names the devices which a container sees; null where there is none
 * @param nothing the variable's value for no device
 */
record AcceleratorVendor(
        String domain,
        String productLabel,
        String memoryLabel,
        String partitionInfix,
        String taint,
        String visibility,
        String nothing) {
    /** NVIDIA's from its GPU feature discovery and container toolkit, AMD's from its node labeller. */
    private static final List<AcceleratorVendor> TABLE = List.of(
            new AcceleratorVendor(
                    "nvidia.com",
                    "nvidia.com/gpu.product",
                    "nvidia.com/gpu.memory",
                    "-MIG-",
                    "nvidia.com/gpu",
                    "NVIDIA_VISIBLE_DEVICES",
                    "void"),
            new AcceleratorVendor("amd.com", "amd.com/gpu.product-name", null, null, "amd.com/gpu", null, null));

    /** The vendor of an extended resource such as {@code nvidia.com/gpu}. */
    static Optional<AcceleratorVendor> of(String resource) {
        var domain = resource.substring(0, resource.indexOf('/'));
        return TABLE.stream().filter(vendor -> vendor.domain.equals(domain)).findFirst();
    }

    /** The domains of the vendors that can do what {@code capability} asks, for a message. */
    static String domainsWith(java.util.function.Function<AcceleratorVendor, String> capability) {
        return String.join(
                ", ",
                TABLE.stream()
                        .filter(vendor -> capability.apply(vendor) != null)
                        .map(AcceleratorVendor::domain)
                        .sorted()
                        .toList());
    }

    /** Variables that hide the devices of every vendor but that of {@code resource}, which may be null. */
    static List<EnvVar> hidingAllBut(String resource) {
        return TABLE.stream()
                .filter(vendor -> vendor.visibility != null)
                .filter(vendor -> resource == null || !resource.startsWith(vendor.domain + "/"))
                .map(vendor -> new EnvVar(vendor.visibility, vendor.nothing, null))
                .toList();
    }

    /** Whether a variable decides which devices a container sees. */
    static boolean decidesVisibility(String variable) {
        return TABLE.stream().anyMatch(vendor -> variable.equals(vendor.visibility));
    }
}

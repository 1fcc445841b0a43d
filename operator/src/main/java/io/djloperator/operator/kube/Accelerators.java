package io.djloperator.operator.kube;

import io.djloperator.api.v1alpha1.Resources;
import io.djloperator.api.v1alpha1.Resources.Accelerator;
import io.fabric8.kubernetes.api.model.NodeSelectorRequirement;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.TolerationBuilder;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** On which nodes accelerators are found, by what their vendors have settled, and what cannot be asked for. */
public final class Accelerators {
    private static final String FIELD = "spec.resources.accelerator.";
    private static final BigDecimal MEBI = BigDecimal.valueOf(1 << 20);

    private Accelerators() {}

    /** The node selector for the product; empty where none is asked for. */
    public static Map<String, String> nodeSelector(Resources resources) {
        return product(resources)
                .map(label -> Map.of(label.getKey(), label.getValue()))
                .orElse(Map.of());
    }

    /** The label that the product's nodes have. */
    static Optional<Map.Entry<String, String>> product(Resources resources) {
        var asked = resources.accelerator();
        if (asked == null || asked.product() == null) {
            return Optional.empty();
        }
        return AcceleratorVendor.of(asked.resource())
                .map(vendor -> Map.entry(
                        vendor.productLabel(),
                        asked.partition() == null
                                ? asked.product()
                                : asked.product() + vendor.partitionInfix() + asked.partition()));
    }

    /** What a node's devices must have of memory; empty where nothing is asked. */
    public static Optional<NodeSelectorRequirement> memory(Resources resources) {
        var asked = resources.accelerator();
        if (asked == null || asked.memory() == null) {
            return Optional.empty();
        }
        // The operator Gt has no equal, and labels are whole MiB.
        var lessThanEnough = asked.memory()
                .getNumericalAmount()
                .divide(MEBI, 0, RoundingMode.CEILING)
                .subtract(BigDecimal.ONE);
        return AcceleratorVendor.of(asked.resource())
                .map(vendor -> new NodeSelectorRequirement(
                        vendor.memoryLabel(), "Gt", List.of(lessThanEnough.toPlainString())));
    }

    /** Vendors taint their nodes so that pods without need of the devices stay away; other nodes are tainted with the resource's name. */
    public static List<Toleration> tolerations(Resources resources) {
        if (resources.accelerator() == null) {
            return List.of();
        }
        var resource = resources.accelerator().resource();
        return Stream.concat(AcceleratorVendor.of(resource).map(AcceleratorVendor::taint).stream(), Stream.of(resource))
                .distinct()
                .map(key -> new TolerationBuilder()
                        .withKey(key)
                        .withOperator("Exists")
                        .withEffect("NoSchedule")
                        .build())
                .toList();
    }

    /** Why {@code resources} cannot be honoured, as a message for the user. */
    public static Optional<String> problem(Resources resources) {
        return Optional.ofNullable(resources.accelerator()).flatMap(Accelerators::problem);
    }

    private static Optional<String> problem(Accelerator asked) {
        var vendor = AcceleratorVendor.of(asked.resource());
        var domain = asked.resource().substring(0, asked.resource().indexOf('/'));
        if (domain.equals("kubernetes.io") || domain.endsWith(".kubernetes.io")) {
            return problem(
                    "resource", "'%s' is no extended resource; name one such as nvidia.com/gpu", asked.resource());
        }
        if (asked.product() != null && vendor.isEmpty()) {
            return problem(
                    "product",
                    "no node label is known for the products of '%s' (known: %s); leave `product` out, or select nodes by"
                            + " `spec.scheduling.nodeSelector`",
                    asked.resource(),
                    AcceleratorVendor.domainsWith(AcceleratorVendor::productLabel));
        }
        if (asked.memory() != null && vendor.map(AcceleratorVendor::memoryLabel).isEmpty()) {
            return problem(
                    "memory",
                    "no node label is known for the memory of '%s' (known: %s); leave `memory` out, or name a `product`",
                    asked.resource(),
                    AcceleratorVendor.domainsWith(AcceleratorVendor::memoryLabel));
        }
        return asked.partition() == null ? Optional.empty() : partitionProblem(asked, vendor);
    }

    private static Optional<String> partitionProblem(Accelerator asked, Optional<AcceleratorVendor> vendor) {
        if (vendor.map(AcceleratorVendor::partitionInfix).isEmpty()) {
            return problem(
                    "partition",
                    "partitions of '%s' are not known (known: %s); name the partition's own resource in `resource`",
                    asked.resource(),
                    AcceleratorVendor.domainsWith(AcceleratorVendor::partitionInfix));
        }
        if (!asked.resource().equals(vendor.get().taint())) {
            return problem(
                    "partition",
                    "'%s' names a partition already; leave `partition` out, or ask for %s",
                    asked.resource(),
                    vendor.get().taint());
        }
        return asked.product() != null
                ? Optional.empty()
                : problem(
                        "partition",
                        "'%s' needs `product` beside it: the node label names both, such as NVIDIA-A100-SXM4-40GB-MIG-1g.5gb",
                        asked.partition());
    }

    private static Optional<String> problem(String field, String message, Object... values) {
        return Optional.of(FIELD + field + ": " + message.formatted(values));
    }
}

package io.djloperator.operator.kube;

import io.djloperator.api.v1alpha1.Resources;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.TolerationBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the vendors of accelerators have settled: the node label of the product, by the domain of the resource's name. */
public final class Accelerators {
    private static final Map<String, String> PRODUCT_LABEL = Map.of(
            "nvidia.com", "nvidia.com/gpu.product",
            "amd.com", "amd.com/gpu.product-name");

    private Accelerators() {}

    /** The node selector for the product; empty where none is asked for. */
    public static Map<String, String> nodeSelector(Resources resources) {
        var accelerator = resources.accelerator();
        return accelerator == null || accelerator.product() == null
                ? Map.of()
                : Map.of(PRODUCT_LABEL.get(domain(accelerator)), accelerator.product());
    }

    /** Vendors taint nodes with the name of their resource, so that pods without need of it stay away. */
    public static List<Toleration> tolerations(Resources resources) {
        return resources.accelerator() == null
                ? List.of()
                : List.of(new TolerationBuilder()
                        .withKey(resources.accelerator().resource())
                        .withOperator("Exists")
                        .withEffect("NoSchedule")
                        .build());
    }

    /** Why {@code resources} cannot be honoured, as a message for the user. */
    public static Optional<String> problem(Resources resources) {
        var accelerator = resources.accelerator();
        if (accelerator == null || accelerator.product() == null || PRODUCT_LABEL.containsKey(domain(accelerator))) {
            return Optional.empty();
        }
        return Optional.of(
                "spec.resources.accelerator.product: no node label is known for the products of '%s' (known: %s); leave `product` out"
                        .formatted(
                                accelerator.resource(),
                                String.join(
                                        ", ",
                                        PRODUCT_LABEL.keySet().stream().sorted().toList())));
    }

    private static String domain(Resources.Accelerator accelerator) {
        return accelerator.resource().substring(0, accelerator.resource().indexOf('/'));
    }
}

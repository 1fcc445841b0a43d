package io.djloperator.operator.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.djloperator.api.v1alpha1.Affinity;
import io.djloperator.api.v1alpha1.Resources;
import io.djloperator.api.v1alpha1.Resources.Accelerator;
import io.djloperator.api.v1alpha1.Scheduling;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Toleration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AcceleratorsTest {
    private static final Scheduling ANYWHERE = new Scheduling(null, null, null, null, null, null, null, null);

    @Test
    void anyExtendedResourceIsAskedForByNameAndCount() {
        var resources = asking("vendor.example/widget", null, null, null);
        assertThat(Accelerators.problem(resources)).isEmpty();
        assertThat(Requirements.of(resources).getLimits()).containsEntry("vendor.example/widget", new Quantity("2"));
        assertThat(Requirements.of(resources).getRequests()).containsEntry("vendor.example/widget", new Quantity("2"));
        assertThat(Accelerators.tolerations(resources))
                .extracting(Toleration::getKey)
                .containsExactly("vendor.example/widget");
    }

    @Test
    void vendorsTaintIsToleratedForEachOfItsResources() {
        assertThat(Accelerators.tolerations(asking("nvidia.com/mig-1g.10gb", null, null, null)))
                .extracting(Toleration::getKey)
                .containsExactly("nvidia.com/gpu", "nvidia.com/mig-1g.10gb");
        assertThat(Accelerators.tolerations(asking("amd.com/gpu", null, null, null)))
                .extracting(Toleration::getKey)
                .containsExactly("amd.com/gpu");
    }

    @Test
    void productIsANodeLabelOfTheVendor() {
        assertThat(Accelerators.nodeSelector(asking("nvidia.com/gpu", "NVIDIA-H100-80GB-HBM3", null, null)))
                .isEqualTo(Map.of("nvidia.com/gpu.product", "NVIDIA-H100-80GB-HBM3"));
        assertThat(Accelerators.nodeSelector(asking("amd.com/gpu", "AMD_Instinct_MI300X_OAM", null, null)))
                .isEqualTo(Map.of("amd.com/gpu.product-name", "AMD_Instinct_MI300X_OAM"));
    }

    @Test
    void partitionIsAPartOfTheProductsLabel() {
        assertThat(Accelerators.nodeSelector(asking("nvidia.com/gpu", "NVIDIA-A100-SXM4-40GB", null, "1g.5gb")))
                .isEqualTo(Map.of("nvidia.com/gpu.product", "NVIDIA-A100-SXM4-40GB-MIG-1g.5gb"));
    }

    @Test
    void memoryIsAtLeastWhatWasAskedFor() {
        assertThat(memory("40Gi")).isEqualTo("40959"); // greater than 40959 MiB is at least 40 GiB
        assertThat(memory("80G")).isEqualTo("76293"); // 80 GB are 76293.9… MiB, so 76294 suffice
        assertThat(memory("1")).isEqualTo("0");
    }

    @Test
    void memoryGoesIntoEveryAlternativeOfTheUser() {
        var zones = List.of(zone("a"), zone("b"));
        var affinity = new Affinity(new Affinity.NodeAffinity(new Affinity.NodeSelector(zones), null), null, null);
        var placement = Placement.of(
                new Scheduling(null, null, null, null, null, affinity, null, null),
                asking("nvidia.com/gpu", null, "40Gi", null));
        assertThat(placement
                        .affinity()
                        .getNodeAffinity()
                        .getRequiredDuringSchedulingIgnoredDuringExecution()
                        .getNodeSelectorTerms())
                .hasSize(2)
                .allSatisfy(term -> assertThat(term.getMatchExpressions())
                        .extracting(expression -> expression.getKey() + expression.getOperator())
                        .containsExactly("zoneIn", "nvidia.com/gpu.memoryGt"));
    }

    @Test
    void whatCannotBeHonouredIsRefusedWithAWayOut() {
        assertThat(Accelerators.problem(asking("vendor.example/widget", "big", null, null)))
                .contains(
                        "spec.resources.accelerator.product: no node label is known for the products of 'vendor.example/widget' (known:"
                                + " amd.com, nvidia.com); leave `product` out, or select nodes by `spec.scheduling.nodeSelector`");
        assertThat(Accelerators.problem(asking("amd.com/gpu", null, "40Gi", null)))
                .contains(
                        "spec.resources.accelerator.memory: no node label is known for the memory of 'amd.com/gpu' (known: nvidia.com);"
                                + " leave `memory` out, or name a `product`");
        assertThat(Accelerators.problem(asking("amd.com/gpu", "AMD_Instinct_MI300X_OAM", null, "1g.5gb")))
                .contains(
                        "spec.resources.accelerator.partition: partitions of 'amd.com/gpu' are not known (known: nvidia.com); name the"
                                + " partition's own resource in `resource`");
        assertThat(Accelerators.problem(asking("nvidia.com/mig-1g.10gb", "NVIDIA-A100", null, "1g.10gb")))
                .contains(
                        "spec.resources.accelerator.partition: 'nvidia.com/mig-1g.10gb' names a partition already; leave `partition` out,"
                                + " or ask for nvidia.com/gpu");
        assertThat(Accelerators.problem(asking("nvidia.com/gpu", null, null, "1g.5gb"))
                        .orElseThrow())
                .startsWith("spec.resources.accelerator.partition: '1g.5gb' needs `product` beside it");
        assertThat(Accelerators.problem(asking("node.kubernetes.io/memory", null, null, null))
                        .orElseThrow())
                .startsWith("spec.resources.accelerator.resource: 'node.kubernetes.io/memory' is no extended resource");
    }

    @Test
    void nodeSelectorThatContradictsTheProductIsRefused() {
        var scheduling =
                new Scheduling(null, null, null, Map.of("nvidia.com/gpu.product", "NVIDIA-L4"), null, null, null, null);
        var h100 = asking("nvidia.com/gpu", "NVIDIA-H100-80GB-HBM3", null, null);
        assertThat(Placement.problem(scheduling, h100))
                .contains(
                        "spec.scheduling.nodeSelector: 'nvidia.com/gpu.product' is 'NVIDIA-L4', but `spec.resources.accelerator` needs"
                                + " 'NVIDIA-H100-80GB-HBM3'; leave one of them out");
        assertThat(Placement.problem(scheduling, asking("nvidia.com/gpu", "NVIDIA-L4", null, null)))
                .isEmpty();
        assertThat(Placement.problem(ANYWHERE, h100)).isEmpty();
    }

    @Test
    void podWithoutAnAcceleratorSeesNone() {
        assertThat(Requirements.visibility(Resources.of(null, null, null).withDefaults()))
                .containsExactly(new EnvVar("NVIDIA_VISIBLE_DEVICES", "void", null));
        assertThat(Requirements.visibility(asking("nvidia.com/gpu", null, null, null)))
                .isEmpty();
    }

    private static Affinity.NodeTerm zone(String zone) {
        return new Affinity.NodeTerm(List.of(new Affinity.Expression("zone", "In", List.of(zone))));
    }

    private static String memory(String amount) {
        return Accelerators.memory(asking("nvidia.com/gpu", null, amount, null))
                .orElseThrow()
                .getValues()
                .get(0);
    }

    private static Resources asking(String resource, String product, String memory, String partition) {
        var amount = Optional.ofNullable(memory).map(Quantity::new).orElse(null);
        return Resources.of(null, null, new Accelerator(resource, 2, product, amount, partition))
                .withDefaults();
    }
}

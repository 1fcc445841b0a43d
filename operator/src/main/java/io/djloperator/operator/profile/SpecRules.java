package io.djloperator.operator.profile;

import io.djloperator.api.v1alpha1.Container;
import io.djloperator.api.v1alpha1.Resources;
import io.djloperator.api.v1alpha1.Resources.DeviceClaim;
import io.djloperator.api.v1alpha1.Table;
import io.djloperator.api.v1alpha1.TrainingJob;
import io.djloperator.api.v1alpha1.TrainingJobSpec;
import io.djloperator.operator.kube.Accelerators;
import io.djloperator.operator.kube.Placement;
import io.djloperator.operator.kube.Quantities;
import io.djloperator.operator.kube.Requirements;
import io.djloperator.operator.kube.StoreUri;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a merged spec must fulfil so that it can be run at all, whatever the platform team allows. */
final class SpecRules {
    /** The spec travels with each pod as an annotation; Kubernetes allows 256 KiB for all of a pod's. */
    private static final int MAX_BYTES = 192 * 1024;

    private static final KubernetesSerialization JSON = new KubernetesSerialization();

    private SpecRules() {}

    /** The first rule that {@code job} breaks, as a message for the user. */
    static Optional<String> problem(TrainingJob job) {
        var spec = job.getSpec();
        return Stream.<Supplier<Optional<String>>>of(
                        () -> Bounds.problem("spec.", spec),
                        () -> kind(spec),
                        () -> stores(spec),
                        () -> amounts(spec.resources()),
                        () -> sharedMemory(spec.resources()),
                        () -> claims(spec.resources()),
                        () -> Accelerators.problem(spec.resources()),
                        () -> Placement.problem(spec.scheduling(), spec.resources()),
                        () -> LabelRules.problem(spec.scheduling()),
                        () -> Optional.ofNullable(spec.container()).flatMap(SpecRules::environment),
                        () -> size(job))
                .map(Supplier::get)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> kind(TrainingJobSpec spec) {
        var isTrainers = spec.data() != null && spec.model() != null && spec.output() != null;
        return isTrainers != (spec.container() != null)
                ? Optional.empty()
                : Optional.of("spec: either `data`, `model` and `output` or `container` must be set");
    }

    private static Optional<String> stores(TrainingJobSpec spec) {
        var tables =
                spec.data() == null ? List.<Table>of() : spec.data().tabular().tables();
        return IntStream.range(0, tables.size())
                .mapToObj(i -> store(
                        "spec.data.tabular.tables[%d].uri".formatted(i),
                        tables.get(i).uri()))
                .flatMap(Optional::stream)
                .findFirst()
                .or(() -> Optional.ofNullable(spec.output()).flatMap(output -> claim(output.uri())));
    }

    private static Optional<String> store(String field, String uri) {
        try {
            StoreUri.parse(uri);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(field + ": " + e.getMessage());
        }
    }

    private static Optional<String> claim(String uri) {
        var field = "spec.output.uri";
        return store(field, uri)
                .or(() -> StoreUri.parse(uri).kind() == StoreUri.Kind.CLAIM
                        ? Optional.empty()
                        : Optional.of("%s: '%s' must be pvc://<claim>/<path>, since a ConfigMap cannot be written"
                                .formatted(field, uri)));
    }

    /** A limit of 0 is none to Kubernetes. */
    private static Optional<String> amounts(Resources resources) {
        var amounts = new LinkedHashMap<String, Quantity>();
        amounts.put("cpu", resources.cpu());
        amounts.put("memory", resources.memory());
        amounts.put("sharedMemory", resources.sharedMemory());
        amounts.put(
                "accelerator.memory",
                resources.accelerator() == null ? null : resources.accelerator().memory());
        return amounts.entrySet().stream()
                .filter(amount -> amount.getValue() != null && !Quantities.isPositive(amount.getValue()))
                .findFirst()
                .map(amount -> "spec.resources.%s: %s must be greater than 0; leave it out for the default"
                        .formatted(amount.getKey(), amount.getValue()));
    }

    private static Optional<String> sharedMemory(Resources resources) {
        return resources.sharedMemory() == null || !Quantities.isMore(resources.sharedMemory(), resources.memory())
                ? Optional.empty()
                : Optional.of(
                        "spec.resources.sharedMemory: %s is more than the memory of %s, of which it is a part: ask for less, or for more memory"
                                .formatted(resources.sharedMemory(), resources.memory()));
    }

    private static Optional<String> claims(Resources resources) {
        return resources.claims().stream()
                .map(DeviceClaim::name)
                .filter(name -> resources.claims().stream()
                                .filter(claim -> claim.name().equals(name))
                                .count()
                        > 1)
                .findFirst()
                .map("spec.resources.claims: '%s' stands there twice; give each claim a name of its own"::formatted);
    }

    private static Optional<String> environment(Container container) {
        return IntStream.range(0, container.env().size())
                .filter(i -> isOurs(container.env().get(i).name()))
                .mapToObj(i ->
                        "spec.container.env[%d].name: '%s' is set by the operator; leave it out, or choose another name"
                                .formatted(i, container.env().get(i).name()))
                .findFirst();
    }

    private static boolean isOurs(String variable) {
        return Container.isReserved(variable) || Requirements.decidesVisibility(variable);
    }

    private static Optional<String> size(TrainingJob job) {
        var bytes = JSON.asJson(job.getSpec()).getBytes(StandardCharsets.UTF_8).length;
        return bytes <= MAX_BYTES
                ? Optional.empty()
                : Optional.of(
                        "spec: %d bytes as JSON are more than the %d that can travel with a pod; keep long lists and texts in a ConfigMap or a claim"
                                .formatted(bytes, MAX_BYTES));
    }
}

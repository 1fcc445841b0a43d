package io.djloperator.local.api.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** The kinds that the embedded API server stores: a fixed set of built-in ones, and those of the CRDs created in it. */
final class Kinds {
    private final List<Kind> all = new CopyOnWriteArrayList<>(builtIn().toList());

    Optional<Kind> find(String group, String version, String plural) {
        return all.stream()
                .filter(kind -> kind.group().equals(group)
                        && kind.version().equals(version)
                        && kind.plural().equals(plural))
                .findFirst();
    }

    List<Kind> all() {
        return new ArrayList<>(all);
    }

    /** Registers every served version of a CustomResourceDefinition, in place of what it registered before. */
    void define(JsonNode definition) {
        forget(definition);
        var spec = definition.path("spec");
        var names = spec.path("names");
        for (var version : spec.path("versions")) {
            if (version.path("served").asBoolean()) {
                all.add(new Kind(
                        spec.path("group").asText(),
                        version.path("name").asText(),
                        names.path("kind").asText(),
                        names.path("plural").asText(),
                        spec.path("scope").asText().equals("Namespaced"),
                        version.path("subresources").has("status"),
                        true,
                        texts(names.path("shortNames")),
                        texts(names.path("categories"))));
            }
        }
    }

    void forget(JsonNode definition) {
        var spec = definition.path("spec");
        all.removeIf(kind -> kind.group().equals(spec.path("group").asText())
                && kind.plural().equals(spec.path("names").path("plural").asText()));
    }

    private static List<String> texts(JsonNode array) {
        var texts = new ArrayList<String>();
        array.forEach(item -> texts.add(item.asText()));
        return texts;
    }

    private static Stream<Kind> builtIn() {
        return Stream.of(
                        // group/version Kind plural flags (n namespaced, s status, g generation) short names
                        "/v1 Namespace namespaces s ns",
                        "/v1 Node nodes s no",
                        "/v1 PersistentVolume persistentvolumes s pv",
                        "/v1 Pod pods ns po",
                        "/v1 ConfigMap configmaps n cm",
                        "/v1 Secret secrets n -",
                        "/v1 Service services ns svc",
                        "/v1 Event events n ev",
                        "/v1 ServiceAccount serviceaccounts n sa",
                        "/v1 PersistentVolumeClaim persistentvolumeclaims ns pvc",
                        "apps/v1 Deployment deployments nsg deploy",
                        "apps/v1 ReplicaSet replicasets nsg rs",
                        "batch/v1 Job jobs nsg -",
                        "policy/v1 PodDisruptionBudget poddisruptionbudgets nsg pdb",
                        "events.k8s.io/v1 Event events n ev",
                        "coordination.k8s.io/v1 Lease leases n -",
                        "networking.k8s.io/v1 NetworkPolicy networkpolicies ng netpol",
                        "autoscaling/v2 HorizontalPodAutoscaler horizontalpodautoscalers nsg hpa",
                        "apiextensions.k8s.io/v1 CustomResourceDefinition customresourcedefinitions sg crd")
                .map(Kinds::parse);
    }

    private static Kind parse(String line) {
        var words = line.split(" ");
        var slash = words[0].indexOf('/');
        var flags = words[3];
        return new Kind(
                words[0].substring(0, slash),
                words[0].substring(slash + 1),
                words[1],
                words[2],
                flags.contains("n"),
                flags.contains("s"),
                flags.contains("g"),
                Arrays.stream(words).skip(4).filter(name -> !name.equals("-")).toList(),
                List.of());
    }
}

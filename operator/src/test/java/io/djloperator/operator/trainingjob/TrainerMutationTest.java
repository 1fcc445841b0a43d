package io.djloperator.operator.trainingjob;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.djloperator.api.v1alpha1.TrainingJob;
import io.djloperator.operator.kube.PodAllowList;
import io.djloperator.operator.kube.RestrictedRules;
import io.djloperator.operator.kube.ServedApis;
import io.djloperator.operator.profile.EffectiveJob;
import io.djloperator.operator.profile.ProfileSet;
import io.djloperator.operator.profile.Resolution;
import io.djloperator.operator.runtime.ReportAccess;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Specs and profiles that nobody wrote: each is refused in words or becomes a pod that keeps every rule, and nothing is thrown. */
class TrainerMutationTest {
    private static final int SPECS = 1000;
    private static final Path GOLDEN = Path.of("src/test/resources/golden/trainer");
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final KubernetesSerialization SERIALIZATION = new KubernetesSerialization();
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Optional<ReportAccess> REPORT =
            Optional.of(new ReportAccess("https://report.example/v1/reports", "PEM"));

    private final Random random = new Random(20_260_101);
    private final List<JsonNode> words = new ArrayList<>();

    @Test
    void mutatedSpecsAreRefusedInWordsOrKeepEveryRule() throws IOException {
        var bases = List.of(
                read("tabular"),
                read("container-with-everything"),
                read("several-nodes"),
                read("profile"),
                read("claims"));
        bases.forEach(this::collect);
        var profile = YAML.readTree(YAML.readTree(Files.readString(GOLDEN.resolve("profile/profiles.yaml")))
                .path("gpu-small")
                .asText());
        collect(profile);
        int unreadable = 0;
        int refused = 0;
        int rendered = 0;
        for (int i = 0; i < SPECS; i++) {
            var mutated = mutated(bases.get(random.nextInt(bases.size())).deepCopy());
            var profiles = ProfileSet.of(Map.of(
                    "gpu-small",
                    YAML.writeValueAsString(random.nextInt(3) == 0 ? mutated(profile.deepCopy()) : profile)));
            var job = parse(mutated);
            if (job.isEmpty()) {
                unreadable++; // the API server's schema refuses these
            } else if (profiles.resolve(job.get(), "example/trainer:1") instanceof Resolution.Ready ready) {
                keepsEveryRule(mutated, ready.job());
                rendered++;
            } else {
                refused++;
            }
        }
        System.out.printf(
                "%d mutated specs: %d unreadable, %d refused, %d rendered%n", SPECS, unreadable, refused, rendered);
        assertThat(rendered).as("rendered").isGreaterThan(SPECS / 5);
        assertThat(refused).as("refused").isGreaterThan(SPECS / 5);
    }

    private static void keepsEveryRule(JsonNode spec, EffectiveJob effective) {
        var first = TrainerJob.of(effective, Attempt.FIRST, REPORT, ServedApis.NONE);
        for (var job : List.of(first, TrainerJob.next(first, effective.job(), new Attempt(2, 1)))) {
            var pod = job.getSpec().getTemplate().getSpec();
            assertThat(PodAllowList.TRAINING.problem(pod)).as(spec.toString()).isEmpty();
            assertThat(RestrictedRules.violations(pod)).as(spec.toString()).isEmpty();
            assertThat(job.getMetadata().getNamespace())
                    .isEqualTo(effective.job().getMetadata().getNamespace());
        }
        HasMetadata service = TrainerService.of(effective.job());
        assertThat(service.getMetadata().getNamespace())
                .isEqualTo(effective.job().getMetadata().getNamespace());
        assertThat(Frozen.spec(first).withSuspend(effective.job().getSpec().suspend()))
                .isEqualTo(effective.job().getSpec());
    }

    private static Optional<TrainingJob> parse(JsonNode tree) {
        try {
            var job = SERIALIZATION.convertValue(tree, TrainingJob.class);
            return job.getSpec() == null ? Optional.empty() : Optional.of(job);
        } catch (RuntimeException schema) {
            return Optional.empty();
        }
    }

    private static JsonNode read(String folder) throws IOException {
        return YAML.readTree(Files.readString(GOLDEN.resolve(folder).resolve("in.yaml")));
    }

    private void collect(JsonNode tree) {
        tree.forEach(child -> {
            words.add(child);
            collect(child);
        });
    }

    private JsonNode mutated(JsonNode tree) {
        var below = tree.has("spec") ? tree.path("spec") : tree;
        var changes = 1 + random.nextInt(3);
        for (int i = 0; i < changes; i++) {
            mutate(below);
        }
        return tree;
    }

    /** Walks down at random, and changes something where it ends. */
    private void mutate(JsonNode node) {
        if (node instanceof ObjectNode object && !object.isEmpty()) {
            var names = new ArrayList<String>();
            object.fieldNames().forEachRemaining(names::add);
            var name = names.get(random.nextInt(names.size()));
            if (object.get(name).isContainerNode() && !object.get(name).isEmpty() && random.nextInt(6) > 0) {
                mutate(object.get(name));
                return;
            }
            switch (random.nextInt(6)) {
                case 0 -> object.remove(name);
                case 1 -> object.set(string(), object.get(name));
                default -> object.set(name, value(object.get(name)));
            }
        } else if (node instanceof ArrayNode array && !array.isEmpty()) {
            var i = random.nextInt(array.size());
            if (array.get(i).isContainerNode() && random.nextInt(4) > 0) {
                mutate(array.get(i));
                return;
            }
            switch (random.nextInt(3)) {
                case 0 -> array.remove(i);
                case 1 -> array.add(array.get(i).deepCopy());
                default -> array.set(i, value(array.get(i)));
            }
        }
    }

    /** Mostly of the same type, as a schema would demand; sometimes of any. */
    private JsonNode value(JsonNode former) {
        return switch (random.nextInt(14)) {
            case 0 -> words.get(random.nextInt(words.size())).deepCopy();
            case 1 -> random.nextBoolean() ? JSON.nullNode() : JSON.booleanNode(random.nextBoolean());
            case 2 -> random.nextBoolean() ? JSON.objectNode() : JSON.arrayNode();
            default ->
                former.isNumber() ? JSON.numberNode(number()) : former.isTextual() ? JSON.textNode(string()) : former;
        };
    }

    private int number() {
        var numbers =
                new int[] {0, -1, 1, 2, 3, 64, 65, 256, 257, 3600, 31_536_000, Integer.MAX_VALUE, Integer.MIN_VALUE};
        return numbers[random.nextInt(numbers.length)];
    }

    private String string() {
        var strings = new String[] {
            "",
            " ",
            "a",
            "A_b-c.d",
            "ü",
            "\u0000",
            "\n",
            "x".repeat(300),
            "../../etc/passwd",
            "$(RANK)",
            "$$",
            "$",
            "0",
            "-1",
            "1e400",
            "NaN",
            "8Gi",
            "999999999999Ti",
            "0.0001",
            "pvc://a/b",
            "pvc://a.b/../c",
            "configMap://a/b.csv",
            "https://example.com/",
            "hostPath:///",
            "nvidia.com/gpu",
            "amd.com/gpu",
            "nvidia.com/mig-1g.10gb",
            "example.com/b/c",
            "kubernetes.io/memory",
            "RANK",
            "NVIDIA_VISIBLE_DEVICES",
            "LD_PRELOAD",
            "default",
            "system-node-critical",
            "privileged",
            "'; DROP",
            "{{.Values}}",
            "%s%n",
            "true",
            "null",
            "gpu-small",
            "kueue.x-k8s.io/multikueue",
            "1g.5gb",
            "https",
            "sample",
            "a/b@sha256:0",
            "djl-operator.io/training-job"
        };
        return strings[random.nextInt(strings.length)];
    }
}

package io.djloperator.operator.trainingjob;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** TrainingJobs and profiles that nobody wrote, from some that somebody did; the same in each run. */
public final class SpecMutations {
    private static final Path GOLDEN = Path.of("src/test/resources/golden/trainer");
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Random random;
    private final List<JsonNode> words = new ArrayList<>();
    private final List<JsonNode> bases;
    private final JsonNode profile;

    public SpecMutations(long seed) throws IOException {
        random = new Random(seed);
        bases = List.of(
                read("tabular"),
                read("container-with-everything"),
                read("several-nodes"),
                read("profile"),
                read("claims"));
        bases.forEach(this::collect);
        profile = YAML.readTree(YAML.readTree(Files.readString(GOLDEN.resolve("profile/profiles.yaml")))
                .path("gpu-small")
                .asText());
        collect(profile);
    }

    /** A TrainingJob with one to three changes to its spec. */
    public JsonNode job() {
        return mutated(bases.get(random.nextInt(bases.size())).deepCopy());
    }

    /** The profile {@code gpu-small}; one of three times it is changed too. */
    String sometimesMutatedProfile() throws IOException {
        return YAML.writeValueAsString(random.nextInt(3) == 0 ? mutated(profile.deepCopy()) : profile);
    }

    /** The profile {@code gpu-small} as somebody wrote it. */
    public String profile() throws IOException {
        return YAML.writeValueAsString(profile);
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

package io.djloperator.trainer.spec;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.djloperator.api.v1alpha1.Api;
import io.djloperator.api.v1alpha1.TrainingJobSpec;
import io.djloperator.trainer.report.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;

/** Reads YAML or JSON documents: one TrainingJob, and ConfigMaps that it may refer to. Other kinds are passed over. */
public final class Documents {
    private static final int MAX_BYTES = 64 << 20;
    private static final ObjectMapper YAML =
            new ObjectMapper(yaml()).enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private Documents() {}

    public static JobDocument read(List<Path> paths) {
        var documents = paths.stream()
                .flatMap(path -> files(path).stream())
                .flatMap(file -> parse(file).stream())
                .toList();
        var jobs = documents.stream()
                .filter(document -> isKind(document, "TrainingJob"))
                .toList();
        if (jobs.size() != 1) {
            var names =
                    jobs.stream().map(job -> job.at("/metadata/name").asText()).toList();
            throw Failure.invalidSpec("there must be exactly one TrainingJob in " + paths + ", but there are "
                    + jobs.size() + (names.isEmpty() ? "" : ": " + names + "; name one file"));
        }
        var configMaps = new HashMap<String, byte[]>();
        documents.stream()
                .filter(document -> isKind(document, "ConfigMap"))
                .forEach(map -> configMaps.putAll(entries(map)));
        return job(jobs.get(0), configMaps);
    }

    private static JobDocument job(JsonNode document, Map<String, byte[]> configMaps) {
        var version = document.path("apiVersion").asText();
        if (!version.equals(Api.GROUP + "/" + Api.VERSION)) {
            throw Failure.invalidSpec("apiVersion: '" + version + "' must be " + Api.GROUP + "/" + Api.VERSION);
        }
        var name = document.at("/metadata/name").asText();
        if (!name.matches("[a-z]([-a-z0-9]{0,38}[a-z0-9])?")) {
            throw Failure.invalidSpec("metadata.name: '" + name + "' must be at most " + Api.MAX_NAME_LENGTH
                    + " lower case letters, digits and '-'");
        }
        var identity = document.at("/metadata/uid").asText(name);
        if (!identity.matches("[-a-zA-Z0-9]{1,64}")) {
            throw Failure.invalidSpec("metadata.uid: '" + identity + "' must be letters, digits and '-'");
        }
        if (!document.path("spec").isObject()) {
            throw Failure.invalidSpec("spec: is missing");
        }
        var spec = spec(document.get("spec"));
        SpecRules.check(spec);
        return new JobDocument(name, identity, spec, Map.copyOf(configMaps));
    }

    private static TrainingJobSpec spec(JsonNode node) {
        try {
            return YAML.treeToValue(node, TrainingJobSpec.class);
        } catch (UnrecognizedPropertyException e) {
            throw Failure.invalidSpec(
                    path(e) + ": there is no such field; the fields beside it are " + e.getKnownPropertyIds());
        } catch (JsonMappingException e) {
            throw Failure.invalidSpec(path(e) + ": " + firstLine(e));
        } catch (JacksonException e) {
            throw Failure.invalidSpec("spec: " + firstLine(e));
        }
    }

    private static String path(JsonMappingException e) {
        return "spec"
                + e.getPath().stream()
                        .map(step ->
                                step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
                        .collect(Collectors.joining());
    }

    private static String firstLine(JacksonException e) {
        return e.getOriginalMessage().lines().findFirst().orElse("cannot be read");
    }

    private static boolean isKind(JsonNode document, String kind) {
        return document.path("kind").asText().equals(kind);
    }

    private static Map<String, byte[]> entries(JsonNode map) {
        var prefix = "configMap://" + map.at("/metadata/name").asText() + "/";
        var entries = new HashMap<String, byte[]>();
        map.path("data")
                .properties()
                .forEach(entry -> entries.put(
                        prefix + entry.getKey(), entry.getValue().asText().getBytes(StandardCharsets.UTF_8)));
        map.path("binaryData")
                .properties()
                .forEach(entry -> entries.put(
                        prefix + entry.getKey(),
                        Base64.getDecoder().decode(entry.getValue().asText())));
        return entries;
    }

    private static List<Path> files(Path path) {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (var children = Files.list(path)) {
            return children.filter(file -> file.getFileName().toString().matches(".*\\.(ya?ml|json)"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw Failure.invalidSpec(path + ": cannot be listed");
        }
    }

    private static List<JsonNode> parse(Path file) {
        if (!Files.isReadable(file)) {
            throw Failure.invalidSpec(file + ": there is no such file, or it cannot be read");
        }
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw Failure.invalidSpec(file + ": is larger than " + MAX_BYTES + " bytes");
            }
            var documents = new ArrayList<JsonNode>();
            try (var values = YAML.readerFor(JsonNode.class).<JsonNode>readValues(file.toFile())) {
                values.forEachRemaining(documents::add);
            }
            return documents;
        } catch (IOException | RuntimeException e) {
            if (e instanceof Failure failure) {
                throw failure;
            }
            throw Failure.invalidSpec(file + ": is not YAML or JSON: "
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        }
    }

    private static YAMLFactory yaml() {
        var options = new LoaderOptions();
        options.setCodePointLimit(MAX_BYTES);
        return YAMLFactory.builder().loaderOptions(options).build();
    }
}

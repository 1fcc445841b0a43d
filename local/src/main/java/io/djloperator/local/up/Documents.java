package io.djloperator.local.up;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/** The YAML documents that a user names, in an order in which they can be created. */
final class Documents {
    private static final long MAX_FILE_BYTES = 8 * 1024 * 1024;
    private static final Pattern SEPARATOR = Pattern.compile("(?m)^---\\s*$");
    private static final List<String> FIRST = List.of("Namespace", "PersistentVolumeClaim", "ConfigMap", "Secret");

    private Documents() {}

    /** @param paths files, and folders whose .yaml, .yml and .json files are meant */
    static List<GenericKubernetesResource> read(List<Path> paths, KubernetesSerialization serialization) {
        var documents = new ArrayList<GenericKubernetesResource>();
        for (var path : paths) {
            for (var file : files(path)) {
                documents.addAll(parse(file, serialization));
            }
        }
        documents.sort(Comparator.comparingInt(Documents::rank));
        return documents;
    }

    private static List<Path> files(Path path) {
        if (!Files.exists(path)) {
            throw new UserError(path + ": no such file or folder");
        }
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (var files = Files.list(path)) {
            var found = files.filter(file -> file.toString().matches(".*\\.(yaml|yml|json)"))
                    .filter(file -> !file.getFileName().toString().startsWith("kustomization."))
                    .sorted()
                    .toList();
            if (found.isEmpty()) {
                throw new UserError(path + ": no .yaml, .yml or .json file in this folder");
            }
            return found;
        } catch (IOException e) {
            throw new UserError(path + ": " + e.getMessage());
        }
    }

    private static List<GenericKubernetesResource> parse(Path file, KubernetesSerialization serialization) {
        try {
            if (Files.size(file) > MAX_FILE_BYTES) {
                throw new UserError(file + ": larger than " + MAX_FILE_BYTES + " bytes");
            }
            var documents = new ArrayList<GenericKubernetesResource>();
            for (var text : SEPARATOR.split(Files.readString(file))) {
                if (!text.lines()
                        .allMatch(line -> line.isBlank() || line.strip().startsWith("#"))) {
                    documents.add(named(file, serialization.unmarshal(text, GenericKubernetesResource.class)));
                }
            }
            return documents;
        } catch (IOException | RuntimeException e) {
            throw e instanceof UserError known ? known : new UserError(file + ": cannot be read: " + e.getMessage());
        }
    }

    private static GenericKubernetesResource named(Path file, GenericKubernetesResource document) {
        if (document == null
                || document.getKind() == null
                || document.getApiVersion() == null
                || document.getMetadata() == null
                || document.getMetadata().getName() == null) {
            throw new UserError(file + ": every document needs apiVersion, kind and metadata.name");
        }
        if (document.getMetadata().getNamespace() == null && !document.getKind().equals("Namespace")) {
            document.getMetadata().setNamespace("default");
        }
        return document;
    }

    private static int rank(GenericKubernetesResource document) {
        var index = FIRST.indexOf(document.getKind());
        return index < 0 ? FIRST.size() : index;
    }
}

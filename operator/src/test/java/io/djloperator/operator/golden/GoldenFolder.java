package io.djloperator.operator.golden;

import static org.assertj.core.api.Assertions.assertThat;

import io.djloperator.operator.kube.Action;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One decision as a folder: {@code in.yaml} is the resource, {@code observed.yaml} what was seen around it, and the plan and the
 * status that follow are in {@code out-actions.yaml} and {@code out-status.yaml}.
 */
public final class GoldenFolder {
    /** The time at which every case is decided. */
    public static final Instant NOW = Instant.parse("2026-01-01T00:10:00Z");

    private static final KubernetesSerialization YAML = new KubernetesSerialization();
    private static final Set<String> FILES = Set.of("in.yaml", "observed.yaml", "out-actions.yaml", "out-status.yaml");

    private final Path folder;

    private GoldenFolder(Path folder) {
        this.folder = folder;
    }

    /** All cases of a kind. */
    public static List<GoldenFolder> of(String kind) {
        try (Stream<Path> folders = Files.list(Path.of("src/test/resources/golden", kind))) {
            return folders.sorted().map(GoldenFolder::new).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String name() {
        return folder.getFileName().toString();
    }

    /** The resource that is decided upon. */
    public <T> T input(Class<T> type) {
        return YAML.unmarshal(read("in.yaml"), type);
    }

    /** What was seen around it. */
    public <T extends HasMetadata> List<T> observed(Class<T> type) {
        return observed(type, HasMetadata.getKind(type));
    }

    private <T extends HasMetadata> List<T> observed(Class<T> type, String kind) {
        if (!Files.exists(folder.resolve("observed.yaml"))) {
            return List.of();
        }
        return Stream.of(read("observed.yaml").split("\n---\n"))
                .filter(document -> document.contains("\nkind: " + kind + "\n"))
                .map(document -> YAML.unmarshal(document, type))
                .toList();
    }

    public <T extends HasMetadata> Optional<T> firstObserved(Class<T> type) {
        return observed(type).stream().findFirst();
    }

    /** The one object of a kind that has no Java model. */
    public Optional<GenericKubernetesResource> observedOther(String kind) {
        return observed(GenericKubernetesResource.class, kind).stream().findFirst();
    }

    /** Compares actions and status with the files, as text: what a failing test prints can be pasted. */
    public void verify(List<Action> actions, Object status) {
        compare(
                "out-actions.yaml",
                YAML.asYaml(actions.stream().map(GoldenFolder::describe).toList()));
        compare("out-status.yaml", YAML.asYaml(status));
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .as("no file that nothing reads")
                    .isSubsetOf(FILES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> describe(Action action) {
        var described = new LinkedHashMap<String, Object>();
        if (action instanceof Action.Create create) {
            described.put("create", create.child());
        } else if (action instanceof Action.Make make) {
            described.put("make", make.child());
        } else if (action instanceof Action.Restore restore) {
            described.put("restore", restore.child());
        } else if (action instanceof Action.Suspend suspend) {
            described.put("suspend", suspend.suspend());
        } else if (action instanceof Action.SuspendTrial suspend) {
            described.put(
                    suspend.suspend() ? "suspend" : "resume",
                    suspend.trial().getMetadata().getName());
        } else if (action instanceof Action.Stop stop) {
            described.put("stop", stop.trial().getMetadata().getName());
            described.put("request", stop.request());
        } else if (action instanceof Action.Enqueue enqueue) {
            described.put("enqueue", enqueue.queue());
        } else if (action instanceof Action.Hold hold) {
            described.put("hold", hold.hold());
        } else if (action instanceof Action.Delete delete) {
            described.put("delete", delete.child().getMetadata().getName());
        } else if (action instanceof Action.Publish publish) {
            described.put("publish", publish.notice());
        }
        return described;
    }

    private void compare(String file, String actual) {
        var path = folder.resolve(file);
        try {
            if (Boolean.getBoolean("golden.update")) {
                Files.writeString(path, actual);
            }
            assertThat(actual)
                    .as("%s; to accept: mvn -pl operator test -Dgolden.update=true", path)
                    .isEqualTo(Files.exists(path) ? Files.readString(path) : "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String read(String file) {
        try {
            return Files.readString(folder.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

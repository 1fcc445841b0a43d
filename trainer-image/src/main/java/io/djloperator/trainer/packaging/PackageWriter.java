package io.djloperator.trainer.packaging;

import io.djloperator.api.v1alpha1.TrainingJobStatus.ModelPackage;
import io.djloperator.runtime.SchemaJson;
import io.djloperator.runtime.TabularBlockFactory;
import io.djloperator.runtime.TabularTranslator;
import io.djloperator.trainer.model.TrainedModel;
import io.djloperator.trainer.report.Failure;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes a model package: a folder that is named after its digest, complete or not there. Nothing in it tells when or where it was made,
 * so that the digest tells whether anything changed.
 */
public final class PackageWriter {
    private PackageWriter() {}

    /**
     * What goes into a package beside the parameters and the schema.
     *
     * @param samples rows with their predictions, a JSON object a line
     */
    public record Contents(TrainedModel model, List<String> samples, ModelCard card) {}

    /** Removes what a run of the same job has left below {@code output} when it was killed while it packaged. */
    public static void clean(Path output, String job) {
        try {
            Trees.delete(part(output, job));
        } catch (IOException e) {
            return; // to write there will fail, with a sentence
        }
    }

    private static Path part(Path output, String job) {
        return output.resolve(".part-" + job);
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    /**
     * Writes the package.
     *
     * @param output the folder that the package's own folder goes into, and {@code outputUri} its URI
     * @param job tells the job from others that write there
     */
    public static ModelPackage write(Contents contents, Path output, String outputUri, String job) throws IOException {
        Path part = part(output, job);
        try {
            Files.createDirectories(part);
        } catch (FileSystemException e) {
            throw Failure.data("spec.output.uri: '" + outputUri + "' cannot be written: "
                    + e.getClass().getSimpleName()
                    + "; the training pod runs as user and group 1000: let it write there");
        }
        if (!isEmpty(part)) {
            throw new IOException(part + ": holds files of a former attempt that cannot be removed");
        }
        try {
            fill(part, contents);
            var manifest = manifest(part);
            byte[] json = manifest.json();
            Files.write(part.resolve(Manifest.FILE_NAME), json);
            syncAll(part);
            var digest = Sha256.of(json);
            var version = digest.substring(0, 12);
            publish(part, output.resolve(version), digest);
            var uri = outputUri.replaceFirst("/+$", "") + "/" + version;
            return new ModelPackage(uri, "sha256:" + digest, version, manifest.sizeBytes() + json.length);
        } finally {
            Trees.delete(part);
        }
    }

    private static void fill(Path part, Contents contents) throws IOException {
        contents.model().save(part);
        Files.writeString(
                part.resolve(SchemaJson.FILE_NAME),
                SchemaJson.write(contents.model().schema()));
        Files.writeString(part.resolve("serving.properties"), servingProperties());
        Files.writeString(part.resolve("samples.jsonl"), String.join("\n", contents.samples()) + "\n");
        Files.writeString(part.resolve("model-card.json"), contents.card().json());
        Files.writeString(part.resolve("model-card.html"), CardPage.of(contents.card()));
    }

    /** What DJL Serving needs to know. Batching is not here: it belongs to the deployment. */
    private static String servingProperties() {
        return """
                engine=PyTorch
                option.modelName=%s
                blockFactory=%s
                translator=%s
                """.formatted(TrainedModel.NAME, TabularBlockFactory.class.getName(), TabularTranslator.class.getName());
    }

    private static Manifest manifest(Path part) throws IOException {
        Map<String, Manifest.Entry> entries = new HashMap<>();
        try (var files = Files.list(part)) {
            for (var file : files.toList()) {
                try (var in = Files.newInputStream(file)) {
                    var sum = Sha256.copy(in, OutputStream.nullOutputStream(), Long.MAX_VALUE);
                    entries.put(file.getFileName().toString(), new Manifest.Entry(sum, Files.size(file)));
                }
            }
        }
        return new Manifest(Manifest.FORMAT_VERSION, new TreeMap<>(entries));
    }

    private static void syncAll(Path part) throws IOException {
        try (var files = Files.list(part)) {
            for (var file : files.toList()) {
                Trees.sync(file);
            }
        }
        Trees.sync(part);
    }

    private static void publish(Path part, Path target, String digest) throws IOException {
        try {
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            if (!Files.exists(target)) {
                throw e;
            }
            if (!holds(target, digest)) {
                throw new IOException(target + " exists and is another model");
            }
        }
        Trees.sync(target.getParent());
    }

    /** True where the same model is there already, perhaps since a moment, from another job. */
    private static boolean holds(Path target, String digest) throws IOException {
        var manifest = target.resolve(Manifest.FILE_NAME);
        return Files.isRegularFile(manifest)
                && Files.size(manifest) <= Manifest.MAX_BYTES
                && Sha256.of(Files.readAllBytes(manifest)).equals(digest);
    }
}

package io.djloperator.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import io.djloperator.api.v1alpha1.TrainingJobStatus.ModelPackage;
import io.djloperator.trainer.report.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackageTest {
    private static final String JOB = """
            apiVersion: djl-operator.io/v1alpha1
            kind: TrainingJob
            metadata: {name: cells, namespace: lab}
            spec:
              data:
                tabular:
                  tables: [{name: cells, uri: "pvc://models/breast_cancer.csv"}]
                  target: malignant
                  task: classification
              model: {mlp: {hiddenUnits: [16], dropout: "0.1"}}
              training: {epochs: 3, batchSize: 32}
              evaluation: {gates: [{metric: test/auc, min: "0.9"}]}
              output: {uri: "pvc://models/out"}
            """;

    @TempDir
    Path folder;

    private ModelPackage model;
    private Path packaged;

    @BeforeEach
    void train() throws Exception {
        Files.createDirectories(folder.resolve("volume"));
        Files.copy(Path.of("src/test/resources/data/breast_cancer.csv"), folder.resolve("volume/breast_cancer.csv"));
        model = run();
        packaged = folder.resolve("volume/out").resolve(model.version());
    }

    private ModelPackage run() throws IOException {
        var ended = Commands.run(folder, List.of(Files.writeString(folder.resolve("job.yaml"), JOB)));
        assertThat(ended.exitCode()).as(ended.result().message()).isZero();
        return ended.result().model();
    }

    private Commands.Ended fetch(String sha256) throws IOException {
        return Commands.execute(
                folder,
                List.of(
                        "fetch",
                        model.uri(),
                        "--sha256",
                        sha256,
                        "--mount",
                        "pvc://models=" + folder.resolve("volume"),
                        "--to",
                        folder.resolve("served/cells").toString()));
    }

    private void assertRefused(String message) throws IOException {
        var ended = fetch(model.digest().substring(7));
        assertThat(ended.exitCode()).isEqualTo(ExitCode.MODEL_REFUSED.number());
        assertThat(ended.result().reason()).isEqualTo("ModelRefused");
        assertThat(ended.result().message()).contains(message).contains(model.uri());
        assertThat(folder.resolve("served/cells")).doesNotExist();
    }

    @Test
    void theSameJobOnTheSameDataGivesTheSameBytes() throws Exception {
        var first = Files.readAllBytes(packaged.resolve("model-0000.params"));
        try (var files = Files.walk(packaged)) {
            for (var path : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
        assertThat(run()).isEqualTo(model);
        assertThat(Files.readAllBytes(packaged.resolve("model-0000.params"))).isEqualTo(first);
    }

    @Test
    void aPackageThatIsThereAlreadyIsASuccessAndNothingIsLeftBeside() throws Exception {
        assertThat(run()).isEqualTo(model);
        try (var files = Files.list(packaged.getParent())) {
            assertThat(files).containsExactly(packaged);
        }
    }

    @Test
    void theFetchedCopyIsTheWholePackage() throws Exception {
        assertThat(fetch(model.digest().substring(7)).exitCode()).isZero();
        try (var files = Files.list(packaged)) {
            for (var file : files.toList()) {
                assertThat(folder.resolve("served/cells").resolve(file.getFileName()))
                        .hasSameBinaryContentAs(file);
            }
        }
    }

    @Test
    void anotherDigestIsRefused() throws Exception {
        var ended = fetch("0".repeat(64));
        assertThat(ended.exitCode()).isEqualTo(ExitCode.MODEL_REFUSED.number());
        assertThat(ended.result().message()).contains("its digest is " + model.digest());
        assertThat(fetch("abc").exitCode()).isEqualTo(ExitCode.MODEL_REFUSED.number());
    }

    @Test
    void aChangedByteIsRefusedAndTheOldCopyIsGone() throws Exception {
        fetch(model.digest().substring(7));
        var params = packaged.resolve("model-0000.params");
        byte[] bytes = Files.readAllBytes(params);
        bytes[bytes.length - 1] ^= 1;
        Files.write(params, bytes);
        assertRefused("the content of model-0000.params is not what the manifest says");
    }

    @Test
    void aFileThatGrewIsMissingOrIsOneTooManyIsRefused() throws Exception {
        var samples = packaged.resolve("samples.jsonl");
        var text = Files.readString(samples);
        Files.writeString(samples, "x", StandardOpenOption.APPEND);
        assertRefused("samples.jsonl");
        Files.delete(samples);
        assertRefused("the file samples.jsonl is missing");
        Files.writeString(samples, text);
        Files.writeString(packaged.resolve("evil.jar"), "x");
        assertRefused("the file evil.jar is not in its manifest.json");
    }

    @Test
    void aLinkInAPackageIsRefused() throws Exception {
        var samples = packaged.resolve("samples.jsonl");
        var elsewhere = Files.move(samples, folder.resolve("elsewhere"));
        Files.createSymbolicLink(samples, elsewhere);
        assertRefused("samples.jsonl is not a plain file");
    }

    @Test
    void aManifestThatNamesAPathIsRefused() throws Exception {
        var manifest = packaged.resolve("manifest.json");
        Files.writeString(manifest, Files.readString(manifest).replace("samples.jsonl", "../samples.jsonl"));
        var digest =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(manifest)));
        var ended = fetch(digest);
        assertThat(ended.exitCode()).isEqualTo(ExitCode.MODEL_REFUSED.number());
        assertThat(ended.result().message()).contains("manifest.json is not of format 1");
    }

    @Test
    void noPackageAtAllIsRefused() throws Exception {
        model = new ModelPackage("pvc://models/out/nothing", model.digest(), model.version(), 1L);
        assertRefused("there is no such model package");
    }

    @Test
    void theCardShowsWhatWasMeasured() throws Exception {
        var page = Files.readString(packaged.resolve("model-card.html"));
        assertThat(page).contains("<h1>cells</h1>").contains("test/auc").contains("0.9");
    }
}

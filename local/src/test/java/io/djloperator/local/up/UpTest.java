package io.djloperator.local.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.djloperator.local.node.Claims;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpTest {
    @TempDir
    Path folder;

    @Test
    void documentsOfAFolderComeInAnOrderInWhichTheyCanBeCreated() throws Exception {
        Files.writeString(folder.resolve("a.yaml"), """
                # a comment
                ---
                apiVersion: djl-operator.io/v1alpha1
                kind: TrainingJob
                metadata: {name: t}
                ---
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: c, namespace: team}
                """);
        Files.writeString(folder.resolve("kustomization.yaml"), "resources: [a.yaml]");
        var documents = Documents.read(List.of(folder), new KubernetesSerialization());
        assertThat(documents)
                .extracting(d ->
                        d.getMetadata().getNamespace() + "/" + d.getMetadata().getName())
                .containsExactly("team/c", "default/t");
    }

    @Test
    void aDocumentWithoutANameIsNamedByItsFile() throws Exception {
        var file = Files.writeString(folder.resolve("a.yaml"), "kind: ConfigMap");
        assertThatThrownBy(() -> Documents.read(List.of(file), new KubernetesSerialization()))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("a.yaml: every document needs apiVersion, kind and metadata.name");
    }

    @Test
    void aMissingFileIsNamed() {
        assertThatThrownBy(() -> Documents.read(List.of(Path.of("nowhere")), new KubernetesSerialization()))
                .hasMessage("nowhere: no such file or folder");
    }

    @Test
    void twoRunsDoNotShareAStateFolder() throws Exception {
        try (var first = StateFolder.lock(folder)) {
            assertThat(first.path()).isEqualTo(folder);
            assertThatThrownBy(() -> StateFolder.lock(folder)).hasMessageContaining("is in use by another run");
        }
        StateFolder.lock(folder).close();
    }

    @Test
    void aPackageIsLookedForInsideItsClaimOnly() {
        var packages = new Packages(new Claims(folder));
        assertThat(packages.folder("default", "pvc://models/hmda/1")).contains(folder.resolve("default/models/hmda/1"));
        assertThat(packages.folder("default", "pvc://models/../../etc")).isEmpty();
        assertThat(packages.folder("default", "https://example.com/x")).isEmpty();
    }

    @Test
    void theSampleIsTheInputOfThePackagesFirstRow() throws Exception {
        Files.writeString(folder.resolve("samples.jsonl"), """
                {"input":{"pirat":0.31},"output":{"deny":{"no":0.9,"yes":0.1}}}
                """);
        var sample = Sample.of(folder).orElseThrow();
        assertThat(sample.body()).isEqualTo("[{\"pirat\":0.31}]");
        assertThat(sample.curl("http://127.0.0.1:8080/predictions/hmda"))
                .isEqualTo(
                        "$ curl -s http://127.0.0.1:8080/predictions/hmda -H 'Content-Type: application/json' -d '[{\"pirat\":0.31}]'");
    }

    @Test
    void theLastProgressLineOfALogIsFound() throws Exception {
        var log = Files.writeString(folder.resolve("log"), """
                epoch 1/2  train/loss 0.5000  0.40 s
                epoch 2/2  train/loss 0.4000  0.41 s
                package written
                """);
        assertThat(LogTail.progress(log))
                .hasValueSatisfying(line -> assertThat(line.epoch()).isEqualTo(2));
        assertThat(LogTail.progress(folder.resolve("none"))).isEmpty();
    }
}

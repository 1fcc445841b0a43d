package io.djloperator.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.djloperator.trainer.report.ExitCode;
import io.djloperator.trainer.report.Failure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MountsTest {
    @TempDir
    Path root;

    private Path resolve(String uri) {
        return new Mounts(Map.of("pvc://models", root.resolve("models"), "configMap://hmda", root.resolve("map")))
                .resolve(uri, "f");
    }

    @Test
    void aUriIsAFileBelowItsMount() {
        assertThat(resolve("pvc://models/a/b.csv")).isEqualTo(root.resolve("models/a/b.csv"));
    }

    @Test
    void theKubeletsLinksInsideAConfigMapAreFollowed() throws Exception {
        var real = Files.createDirectories(root.resolve("map/..2026_11_24"));
        Files.writeString(real.resolve("hmda.csv"), "a\n1\n");
        Files.createSymbolicLink(root.resolve("map/..data"), Path.of("..2026_11_24"));
        Files.createSymbolicLink(root.resolve("map/hmda.csv"), Path.of("..data/hmda.csv"));
        assertThat(Files.readString(resolve("configMap://hmda/hmda.csv"))).isEqualTo("a\n1\n");
    }

    @Test
    void nothingOutsideTheMountIsReached() throws Exception {
        Files.createDirectories(root.resolve("models"));
        Files.writeString(root.resolve("secret.csv"), "x\n");
        Files.createSymbolicLink(root.resolve("models/link.csv"), root.resolve("secret.csv"));
        Files.createSymbolicLink(root.resolve("models/folder"), root);
        Files.createSymbolicLink(root.resolve("models/dangling"), root.resolve("nowhere"));
        for (var rest : List.of(
                "../secret.csv",
                "a/../../secret.csv",
                "/etc/passwd",
                "link.csv",
                "folder/secret.csv",
                "folder/new/x",
                "dangling/x",
                "",
                ".",
                "a/..")) {
            assertThatThrownBy(() -> resolve("pvc://models/" + rest))
                    .as(rest)
                    .isInstanceOfSatisfying(
                            Failure.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.INVALID_SPEC))
                    .hasMessageContaining("does not lie below pvc://models/");
        }
    }

    @Test
    void whatIsNotMountedIsNamedWithTheWayOut() {
        assertThatThrownBy(() -> resolve("pvc://other/x")).hasMessageContaining("--mount pvc://other=<folder>");
        assertThatThrownBy(() -> Mounts.parse("pvc://a/b=/x")).hasMessageContaining("must be PREFIX=DIR");
    }
}

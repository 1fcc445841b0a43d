package io.djloperator.local.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MountPathsTest {
    private static final MountPaths PATHS = new MountPaths(Map.of(
            "/models", Path.of("/x/m"),
            "/mnt/claim/models", Path.of("/x/claim"),
            "/tmp", Path.of("/x/tmp"),
            "/dev/termination-log", Path.of("/x/end")));

    @ParameterizedTest
    @CsvSource({
        "/models/hmda, /x/m/hmda",
        "/tmp, /x/tmp",
        "pvc://models=/mnt/claim/models, pvc://models=/x/claim",
        "hmda=file:///models/hmda, hmda=file:///x/m/hmda",
        "/dev/termination-log, /x/end",
        "/tmpfile, /tmpfile",
        "/other/models, /other/models",
        "pvc://models/hmda/1, pvc://models/hmda/1",
        "-Da=/tmp -Db=/tmp/c, -Da=/x/tmp -Db=/x/tmp/c"
    })
    void wholeMountPathsAreReplacedAndNothingElse(String before, String after) {
        assertThat(PATHS.rewrite(before)).isEqualTo(after);
    }

    @Test
    void withoutMountsTextStaysAsItIs() {
        assertThat(new MountPaths(Map.of()).rewrite("/tmp")).isEqualTo("/tmp");
    }
}

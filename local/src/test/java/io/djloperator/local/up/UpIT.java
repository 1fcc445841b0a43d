package io.djloperator.local.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program, from YAML files to a served prediction. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "programs run through /bin/sh")
class UpIT {
    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();

    @TempDir
    Path folder;

    @Test
    void theExampleTrainsPassesItsGatesServesAndLeavesNoProcess() throws Exception {
        var run = up(HOME.resolve("examples/hmda"));
        var programs = new HashSet<ProcessHandle>();
        await().atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    run.descendants().forEach(programs::add);
                    return !run.isAlive();
                });
        var output = output();
        assertThat(run.exitValue()).as(output).isZero();
        assertThat(output)
                .containsPattern("hmda +training +epoch \\d+/\\d+")
                .containsPattern("hmda +gates +test/auc 0\\.\\d{3} >= 0\\.\\d+ ok")
                .containsPattern("hmda +packaged +sha256:[0-9a-f]{12}")
                .containsPattern("hmda +serving +http://127\\.0\\.0\\.1:\\d+/predictions/hmda +2/2 ready")
                .containsPattern("\\[\\{\"deny\":\\{\"no\":[0-9.E-]+,\"yes\":[0-9.E-]+}}]");
        assertThat(logs()).contains("epoch 15/15").doesNotContain("the answer is 401");
        assertThat(programs).isNotEmpty();
        await().atMost(Duration.ofSeconds(5)).until(() -> programs.stream().noneMatch(ProcessHandle::isAlive));
    }

    @Test
    void aJobThatFailsEndsWithItsMessageAndAnotherExitCode() throws Exception {
        var example = Files.readString(HOME.resolve("examples/hmda/training-job.yaml"));
        var wrong = Files.writeString(folder.resolve("wrong.yaml"), example.replace("target: deny", "target: denied"));
        var run = up(HOME.resolve("examples/hmda/data.yaml"), HOME.resolve("examples/hmda/claim.yaml"), wrong);
        assertThat(run.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(run.exitValue()).as(output()).isEqualTo(1);
        assertThat(output())
                .contains("DataError: spec.data.tabular.target: column 'denied' is not in table 'applications'");
    }

    @Test
    void whatTheSchemaRefusesIsSaidAtOnce() throws Exception {
        var example = Files.readString(HOME.resolve("examples/hmda/training-job.yaml"));
        var wrong = Files.writeString(folder.resolve("wrong.yaml"), example.replaceAll("epochs: \\d+", "epochs: -1"));
        var run = up(wrong);
        assertThat(run.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(run.exitValue()).isEqualTo(1);
        assertThat(output()).contains("spec.training.epochs: Invalid value: -1: should be at least 1");
    }

    private Process up(Path... files) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx384m",
                "-Dlocal.home=" + HOME,
                "-jar",
                Path.of("target/quarkus-app/quarkus-run.jar").toAbsolutePath().toString(),
                "up",
                "--once",
                "--port=0",
                "--dir=" + folder.resolve("state")));
        for (var file : files) {
            command.add(file.toString());
        }
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile());
        builder.environment().keySet().removeAll(Set.of("LC_ALL", "LC_CTYPE", "LANG"));
        return builder.start();
    }

    /** What the pods have said, the trainer's complaints about its reports among it. */
    private String logs() throws IOException {
        try (var files = Files.list(folder.resolve("state/logs"))) {
            var logs = new StringBuilder();
            for (var file : files.toList()) {
                logs.append(Files.readString(file));
            }
            return logs.toString();
        }
    }

    private String output() throws IOException {
        return Files.readString(folder.resolve("output"));
    }
}

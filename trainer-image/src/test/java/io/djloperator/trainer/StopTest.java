package io.djloperator.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StopTest {
    private static final String MANY_EPOCHS = "epochs: 400";

    @TempDir
    static Path folder;

    private static String undisturbed;

    private static Path in(String name) throws IOException {
        var in = Files.createDirectory(folder.resolve(name));
        var job = CellsJob.in(in, CellsJob.ADAM);
        Files.writeString(job, Files.readString(job).replace("epochs: 3", MANY_EPOCHS));
        return in;
    }

    @BeforeAll
    static void undisturbed() throws Exception {
        undisturbed = finish(in("undisturbed"));
    }

    private static String finish(Path in) throws Exception {
        try (var process = TrainerProcess.start(in, Map.of())) {
            assertThat(process.exitCode()).isZero();
            return process.digest();
        }
    }

    private static void assertGoesOn(Path in, String digest) throws Exception {
        try (var process = TrainerProcess.start(in, Map.of())) {
            assertThat(process.exitCode()).isZero();
            assertThat(process.lines()).anyMatch(line -> line.startsWith("resumes at step "));
            assertThat(process.digest()).isEqualTo(digest);
        }
        try (var left = Files.list(in.resolve("volume/out"))) {
            assertThat(left).as("only the package").hasSize(1);
        }
    }

    private static long checkpoints(Path in) throws IOException {
        if (!Files.exists(CellsJob.checkpoints(in))) {
            return 0;
        }
        try (var files = Files.list(CellsJob.checkpoints(in))) {
            return files.filter(file -> file.toString().endsWith(".safetensors"))
                    .count();
        }
    }

    @Test
    void sigtermWritesACheckpointAndTheNextRunGoesOnToTheSameBytes() throws Exception {
        var in = in("stopped");
        try (var process = TrainerProcess.start(in, Map.of())) {
            process.awaitLine(line -> line.startsWith("epoch 3/"));
            process.terminate();
            assertThat(process.exitCode()).isEqualTo(143);
            assertThat(process.lines())
                    .anyMatch(line -> line.matches("stopped after step \\d+; a checkpoint is written"));
            assertThat(process.hasResult()).isFalse();
        }
        assertThat(checkpoints(in)).isPositive();
        assertGoesOn(in, undisturbed);
    }

    @Test
    void afterAKillTheNewestCheckpointIsUsed() throws Exception {
        var in = in("killed");
        try (var process = TrainerProcess.start(in, Map.of())) {
            process.await(() -> checkpoints(in) > 0);
            process.kill();
            assertThat(process.exitCode()).isEqualTo(137);
        }
        assertGoesOn(in, undisturbed);
    }

    /** A command that comes to its end only after it was told to stop, as one that packages. */
    static final class Packaging {
        public static void main(String[] arguments) throws Exception {
            var stop = new Stop();
            var hook = stop.shutdownHook();
            Runtime.getRuntime().addShutdownHook(hook);
            stop.waitForTheEnd();
            Files.createFile(Path.of(arguments[0]));
            while (!stop.getAsBoolean()) {
                Thread.onSpinWait();
            }
            stop.exit(Integer.parseInt(arguments[1]), hook);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 12, 143})
    void whatIsDoneAfterSigtermCounts(int code) throws Exception {
        var begun = folder.resolve("begun-" + code);
        var process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Packaging.class.getName(),
                        begun.toString(),
                        String.valueOf(code))
                .start();
        Awaitility.await().until(() -> Files.exists(begun));
        process.toHandle().destroy();
        assertThat(process.waitFor()).isEqualTo(code);
    }

    @Test
    void sigtermBeforeTheTrainingEndsAtOnce() throws Exception {
        var in = in("early");
        var job = in.resolve("job.yaml");
        var slow = "query: SELECT * FROM cells WHERE (SELECT sum(i % 7) FROM range(1000000000000) t(i)) > 0";
        Files.writeString(job, Files.readString(job).replace("target:", slow + "\n      target:"));
        try (var process = TrainerProcess.start(in, Map.of())) {
            process.await(() -> Files.list(in)
                    .anyMatch(file -> file.getFileName().toString().startsWith("trainer-")));
            process.terminate();
            assertThat(process.exitCode()).isEqualTo(143);
            assertThat(process.hasResult()).isFalse();
        }
    }
}

package io.djloperator.trainer;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/** The program in a process of its own, as in a pod. */
final class TrainerProcess implements AutoCloseable {
    private static final int SECONDS = 60;
    private final Process process;
    private final Path result;
    private final Path log;

    private TrainerProcess(Process process, Path result, Path log) {
        this.process = process;
        this.result = result;
        this.log = log;
    }

    /** Runs {@code job.yaml} of a folder. */
    static TrainerProcess start(Path folder, Map<String, String> environment) throws IOException {
        return start(folder, "job", environment);
    }

    /** Runs {@code <job>.yaml} of a folder. */
    static TrainerProcess start(Path folder, String job, Map<String, String> environment) throws IOException {
        var log = Files.createTempFile(folder, "log-", ".txt");
        var result = Path.of(log + ".result");
        var builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "run",
                folder.resolve(job + ".yaml").toString(),
                "--mount",
                "pvc://models=" + folder.resolve("volume"),
                "--work",
                folder.toString(),
                "--termination-log",
                result.toString());
        builder.environment().put("OMP_NUM_THREADS", "1");
        builder.environment().putAll(environment);
        builder.redirectErrorStream(true).redirectOutput(new File(log.toString()));
        return new TrainerProcess(builder.start(), result, log);
    }

    List<String> lines() {
        try {
            return Files.readAllLines(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for a line; fails where the process ends without it. */
    void awaitLine(Predicate<String> line) {
        await(() -> lines().stream().anyMatch(line));
    }

    void await(Callable<Boolean> condition) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(SECONDS))
                .pollInterval(Duration.ofMillis(5))
                .failFast("the process has ended", () -> !process.isAlive())
                .until(condition);
    }

    void terminate() {
        process.toHandle().destroy();
    }

    void kill() {
        process.toHandle().destroyForcibly();
    }

    int exitCode() throws InterruptedException {
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("still running: " + lines());
        }
        return process.exitValue();
    }

    /** The digest in the last line. */
    String digest() {
        return lines().stream()
                .filter(line -> line.startsWith("package  "))
                .findFirst()
                .orElseThrow(() -> new AssertionError(String.join("\n", lines())))
                .split("  ")[2];
    }

    boolean hasResult() {
        return Files.exists(result);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}

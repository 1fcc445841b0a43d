package io.djloperator.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A command as a user would type it, in the root folder of the repository. */
final class Command {
    /** Surefire starts the tests in the folder of their module, dev/cluster-tests. */
    static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

    private Command() {}

    /**
     * Runs it to its end.
     *
     * @return all that it printed
     * @throws IllegalStateException with the output, where it fails or takes longer than {@code most}
     */
    static String run(Duration most, String... words) {
        try {
            var output = Files.createTempFile("command", ".log");
            try {
                return run(most, List.of(words), output);
            } finally {
                Files.delete(output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String run(Duration most, List<String> words, Path output) throws IOException, InterruptedException {
        var process = new ProcessBuilder(words)
                .directory(ROOT.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        var ended = process.waitFor(most.toMillis(), TimeUnit.MILLISECONDS);
        if (!ended) {
            process.destroyForcibly().waitFor();
        }
        var printed = Files.readString(output);
        if (!ended || process.exitValue() != 0) {
            throw new IllegalStateException(
                    "%s: %s%n%s".formatted(String.join(" ", words), ended ? "failed" : "took over " + most, printed));
        }
        return printed;
    }
}

package io.djloperator.trainer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The example of the mortgage applications, and jobs that differ from it in one thing. */
final class HmdaData {
    static final Path CONFIG_MAP = Path.of("..", "examples", "hmda", "data.yaml");
    private static final Path JOB = Path.of("..", "examples", "hmda", "training-job.yaml");

    private HmdaData() {}

    /** The example's job; {@code tabular}, in the place of the sensitive columns, and {@code gates} go in as YAML. */
    static String job(String tabular, int splitSeed, String gates) throws IOException {
        return Files.readString(JOB)
                .replace("sensitive: [afam]", tabular)
                .replaceFirst("(split: .*seed: )\\d+", "$1" + splitSeed)
                .replaceFirst("(?s)gates:.*?\\n  resources", "gates: [" + gates + "]\n  resources");
    }
}

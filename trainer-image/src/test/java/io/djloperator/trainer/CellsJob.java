package io.djloperator.trainer;

import io.djloperator.trainer.data.Mounts;
import io.djloperator.trainer.report.Result;
import io.djloperator.trainer.spec.Documents;
import io.djloperator.trainer.spec.JobDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A small training on 569 rows: 3 epochs of 13 steps, with dropout. */
final class CellsJob {
    static final int STEPS_PER_EPOCH = 13;
    static final int STEPS = 3 * STEPS_PER_EPOCH;
    static final String ADAM = "adam: {learningRate: \"0.01\", weightDecay: \"0.01\"}";
    static final String SGD = "sgd: {learningRate: \"0.05\", momentum: \"0.9\", weightDecay: \"0.001\"}";

    private static final String JOB = """
            apiVersion: djl-operator.io/v1alpha1
            kind: TrainingJob
            metadata: {name: cells, uid: 8a1b}
            spec:
              data:
                tabular:
                  tables: [{name: cells, uri: "pvc://models/breast_cancer.csv"}]
                  target: malignant
                  task: classification
              model: {mlp: {hiddenUnits: [16, 8], dropout: "0.3"}}
              training: {epochs: 3, batchSize: 32, optimizer: {OPTIMIZER}, checkpoint: {intervalSeconds: 1, keep: 2}}
              output: {uri: "pvc://models/out"}
            """;

    private CellsJob() {}

    /** A folder with the data and, as {@code job.yaml}, the job. */
    static Path in(Path folder, String optimizer) throws IOException {
        var data = Path.of("src/test/resources/data/breast_cancer.csv");
        Files.copy(data, Files.createDirectories(folder.resolve("volume")).resolve("breast_cancer.csv"));
        return Files.writeString(folder.resolve("job.yaml"), JOB.replace("OPTIMIZER", optimizer));
    }

    static Path checkpoints(Path folder) {
        return folder.resolve("volume/out/.checkpoints/8a1b");
    }

    /** Runs {@code job.yaml} of a folder in this process. */
    static Result run(Path folder, Consumer<String> lines, Stop stop) throws IOException {
        return run(folder, lines, stop, Map.of());
    }

    static Result run(Path folder, Consumer<String> lines, Stop stop, Map<String, String> environment)
            throws IOException {
        JobDocument job = Documents.read(List.of(folder.resolve("job.yaml")));
        var mounts = new Mounts(Map.of("pvc://models", folder.resolve("volume")));
        return new TrainingRun(job, mounts, folder, lines, stop, environment)
                .run()
                .orElseThrow();
    }

    /** A wish that comes after so many steps. */
    static Stop stopAfter(int steps) {
        return new Stop() {
            private int left = steps;

            @Override
            public boolean getAsBoolean() {
                return --left == 0;
            }
        };
    }
}

package io.djloperator.trainer;

import java.nio.file.Path;

/** The mortgage applications of the example, and a job to learn from them. */
final class HmdaData {
    static final Path CONFIG_MAP = Path.of("..", "examples", "hmda", "data.yaml");

    private HmdaData() {}

    /** A job of the example's size; {@code tabular} and {@code gates} go in as YAML. */
    static String job(String tabular, int splitSeed, String gates) {
        return """
                apiVersion: djl-operator.io/v1alpha1
                kind: TrainingJob
                metadata: {name: hmda}
                spec:
                  data:
                    tabular:
                      tables: [{name: applications, uri: "configMap://hmda/hmda.csv"}]
                      target: deny
                      task: classification
                      %s
                    split: {validation: "0.10", test: "0.20", seed: %d}
                  model: {mlp: {hiddenUnits: [32], dropout: "0.3"}}
                  training:
                    epochs: 15
                    batchSize: 32
                    optimizer: {adam: {learningRate: "0.003", weightDecay: "0.01"}}
                  evaluation: {metrics: [auc, averagePrecision, f1], gates: [%s]}
                  output: {uri: "pvc://models/hmda"}
                """.formatted(tabular, splitSeed, gates);
    }
}

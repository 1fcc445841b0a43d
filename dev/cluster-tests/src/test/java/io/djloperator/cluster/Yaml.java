package io.djloperator.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;

/** Resources of the tests, small and quick to train. */
final class Yaml {
    private Yaml() {}

    /** A claim that a volume of dev/cluster fits. */
    static String claim(String name) {
        return """
                apiVersion: v1
                kind: PersistentVolumeClaim
                metadata: {name: %s}
                spec:
                  accessModes: [ReadWriteMany]
                  resources: {requests: {storage: 100Mi}}
                """.formatted(name);
    }

    /** A ConfigMap with one table of 200 rows in {@code table.csv}: y is yes where x is above a half. */
    static String table(String name) {
        var rows = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            double x = (i * 37 % 200) / 200.0;
            rows.append("    %s,%d,%s%n".formatted(x, i % 7, x > 0.5 ? "yes" : "no"));
        }
        return configMap(name, "    x,z,y\n" + rows);
    }

    /** A ConfigMap with {@code table.csv}, whose lines are indented by four. */
    static String configMap(String name, String csv) {
        return """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: %s}
                data:
                  table.csv: |
                %s""".formatted(name, csv);
    }

    /** A job on the table of a ConfigMap. */
    static String trainingJob(String name, String configMap, String target, String claim, int epochs, String more) {
        return """
                apiVersion: djl-operator.io/v1alpha1
                kind: TrainingJob
                metadata: {name: %s}
                spec:
                  data:
                    tabular:
                      tables: [{name: rows, uri: "configMap://%s/table.csv"}]
                      target: %s
                      task: classification
                  model: {mlp: {hiddenUnits: [8]}}
                  training: {epochs: %d, batchSize: 16, optimizer: {adam: {learningRate: "0.01"}}, seed: 1}
                  resources: {cpu: 400m, memory: 1Gi%s}
                  output: {uri: "pvc://%s/%s"}
                """.formatted(name, configMap, target, epochs, more, claim, name);
    }

    /**
     * A job that writes a checkpoint every two seconds, on the ConfigMap {@code rows} and the claim {@code models}. No failure is
     * forgiven: what is not to count must not.
     *
     * @param more further lines of the spec, indented by two
     */
    static String checkpointedJob(String name, int epochs, String more) {
        return trainingJob(name, "rows", "y", "models", epochs, "")
                        .replace("cpu: 400m", "cpu: 250m")
                        .replace("seed: 1}", "seed: 1, checkpoint: {intervalSeconds: 2}}")
                + "  retry: {limit: 0}\n"
                + more;
    }

    /**
     * A job with a program of its own: a line for the shell.
     *
     * @param more further lines of the spec, indented by two
     */
    static String shellJob(String name, String script, String more) {
        return containerJob(name, "local/jre:17", List.of("sh", "-c", script), "{cpu: 20m, memory: 64Mi}", more);
    }

    static String containerJob(String name, String image, List<String> command, String resources, String more) {
        return """
                apiVersion: djl-operator.io/v1alpha1
                kind: TrainingJob
                metadata: {name: %s}
                spec:
                  container:
                    image: %s
                    command: %s
                  resources: %s
                %s""".formatted(name, image, json(command), resources, more.isEmpty() ? "" : more.stripTrailing() + "\n");
    }

    /** JSON is YAML, and quotes whatever a program may hold. */
    private static String json(List<String> words) {
        try {
            return new ObjectMapper().writeValueAsString(words);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}

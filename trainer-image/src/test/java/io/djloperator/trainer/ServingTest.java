package io.djloperator.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.djloperator.runtime.RuntimeSettings;
import io.djloperator.runtime.ServingRuntime;
import io.djloperator.runtime.server.ServerSettings;
import io.djloperator.runtime.server.StandInServer;
import io.djloperator.trainer.report.ExitCode;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServingTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    @Test
    void theServerAnswersWhatTheTrainerPredicted() throws Exception {
        var job = Files.writeString(folder.resolve("job.yaml"), HmdaData.job("sensitive: [afam]", 1, ""));
        assertServedAsPredicted(job, "hmda");
    }

    @Test
    void aRegressionIsServedInTheTargetsUnit() throws Exception {
        Files.createDirectories(folder.resolve("volume"));
        Files.copy(Path.of("src/test/resources/data/concrete.csv"), folder.resolve("volume/concrete.csv"));
        var job = Files.writeString(folder.resolve("job.yaml"), """
                apiVersion: djl-operator.io/v1alpha1
                kind: TrainingJob
                metadata: {name: concrete}
                spec:
                  data:
                    tabular:
                      tables: [{name: mixtures, uri: "pvc://models/concrete.csv"}]
                      target: compressive_strength
                      task: regression
                  model: {mlp: {hiddenUnits: [64, 32]}}
                  training: {epochs: 60, batchSize: 32, optimizer: {sgd: {learningRate: "0.02"}}}
                  evaluation: {gates: [{metric: test/rmse, max: "8"}, {metric: test/r2, min: "0.75"}]}
                  output: {uri: "pvc://models/concrete"}
                """);
        assertServedAsPredicted(job, "concrete");
    }

    private void assertServedAsPredicted(Path job, String name) throws Exception {
        var ended = Commands.run(folder, List.of(job, HmdaData.CONFIG_MAP));
        assertThat(ended.exitCode()).as(ended.result().message()).isEqualTo(ExitCode.COMPLETED.number());
        var model = ended.result().model();
        var served = folder.resolve("served").resolve(name);
        var fetched = Commands.execute(
                folder,
                List.of(
                        "fetch",
                        model.uri(),
                        "--sha256",
                        model.digest().substring(7),
                        "--mount",
                        "pvc://models=" + folder.resolve("volume"),
                        "--to",
                        served.toString()));
        assertThat(fetched.exitCode()).isZero();

        var environment = Map.of(
                "SERVING_LOAD_MODELS", name + "=" + served.toUri(), "SERVING_INFERENCE_ADDRESS", "http://127.0.0.1:0");
        try (var runtime = ServingRuntime.start(RuntimeSettings.of(environment), new PrometheusRegistry());
                var server = StandInServer.start(ServerSettings.of(environment), runtime)) {
            var lines = Files.readAllLines(served.resolve("samples.jsonl"));
            assertThat(lines).hasSize(32);
            var body = JSON.createArrayNode();
            for (var line : lines) {
                body.add(JSON.readTree(line).get("input"));
            }
            var answers = predict(server.port(), name, body.toString());
            for (int i = 0; i < lines.size(); i++) {
                assertClose(answers.get(i), JSON.readTree(lines.get(i)).get("output"));
            }
        }
    }

    private static JsonNode predict(int port, String name, String body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/predictions/" + name))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        var response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JSON.readTree(response.body());
    }

    private static void assertClose(JsonNode answer, JsonNode expected) {
        assertThat(answer.fieldNames()).toIterable().containsExactlyElementsOf(() -> expected.fieldNames());
        expected.properties().forEach(field -> {
            if (field.getValue().isObject()) {
                assertClose(answer.get(field.getKey()), field.getValue());
            } else {
                double value = field.getValue().doubleValue();
                assertThat(answer.get(field.getKey()).doubleValue())
                        .isCloseTo(value, offset(1e-5 * Math.max(1, Math.abs(value))));
            }
        });
    }
}

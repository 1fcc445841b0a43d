package io.djloperator.runtime.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import io.djloperator.runtime.RuntimeSettings;
import io.djloperator.runtime.ServingRuntime;
import io.djloperator.runtime.TinyPackage;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StandInServerTest {
    @TempDir
    static Path folder;

    private static Path tiny;

    private final HttpClient client = HttpClient.newHttpClient();
    private StandInServer server;
    private ServingRuntime runtime;

    @BeforeAll
    static void makePackage() throws Exception {
        tiny = TinyPackage.write(folder, "tiny");
    }

    private void start(Map<String, String> more) throws Exception {
        int port;
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        var environment = new HashMap<>(Map.of(
                "SERVING_LOAD_MODELS",
                "tiny=" + tiny.toUri(),
                "SERVING_INFERENCE_ADDRESS",
                "http://127.0.0.1:" + port,
                "MODEL_RUNTIME_METRICS_PORT",
                "0",
                "MODEL_RUNTIME_INFERENCE_PORT",
                String.valueOf(port),
                "MODEL_RUNTIME_MODEL_DIR",
                tiny.toString()));
        environment.putAll(more);
        runtime = ServingRuntime.start(RuntimeSettings.of(environment), new PrometheusRegistry());
        server = StandInServer.start(ServerSettings.of(environment), runtime);
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
        runtime.close();
    }

    private HttpRequest post(String path, String body) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private HttpResponse<String> predict(String body) throws Exception {
        return client.send(post("/predictions/tiny", body), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> get(int port, String path) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void itPredicts() throws Exception {
        start(Map.of());
        var response = predict("[" + TinyPackage.ROW + "]");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(JsonParser.parseString(response.body()).getAsJsonArray()).hasSize(1);
        assertThat(get(server.port(), "/ping").statusCode()).isEqualTo(200);
    }

    @Test
    void wrongPathsMethodsAndBodiesAreRefused() throws Exception {
        start(Map.of());
        assertThat(client.send(post("/predictions/other", "{}"), HttpResponse.BodyHandlers.ofString())
                        .body())
                .contains("/predictions/tiny");
        assertThat(get(server.port(), "/predictions/tiny").statusCode()).isEqualTo(405);
        assertThat(predict("nonsense").statusCode()).isEqualTo(400);
        assertThat(predict(" ".repeat((16 << 20) + 1)).statusCode()).isEqualTo(413);
    }

    @Test
    void aBadRequestDoesNotFailTheOnesItIsBatchedWith() throws Exception {
        start(Map.of("SERVING_BATCH_SIZE", "4", "SERVING_MAX_BATCH_DELAY", "1000"));
        var answers = new ArrayList<CompletableFuture<HttpResponse<String>>>();
        for (var body : new String[] {TinyPackage.ROW, TinyPackage.ROW, "nonsense", TinyPackage.ROW}) {
            answers.add(client.sendAsync(post("/predictions/tiny", body), HttpResponse.BodyHandlers.ofString()));
        }
        var codes = new ArrayList<Integer>();
        for (var answer : answers) {
            codes.add(answer.get(20, TimeUnit.SECONDS).statusCode());
        }
        assertThat(codes).containsExactly(200, 200, 400, 200);
    }

    @Test
    void aFullQueueIsSaidToBeFull() throws Exception {
        // One worker with large requests to work on, and room for one more behind it.
        start(Map.of("SERVING_JOB_QUEUE_SIZE", "1", "SERVING_BATCH_SIZE", "2", "SERVING_MAX_BATCH_DELAY", "0"));
        var answers = new ArrayList<CompletableFuture<HttpResponse<String>>>();
        var large = "[" + (TinyPackage.ROW + ",").repeat(9_999) + TinyPackage.ROW + "]";
        for (int i = 0; i < 24; i++) {
            answers.add(client.sendAsync(post("/predictions/tiny", large), HttpResponse.BodyHandlers.ofString()));
        }
        int full = 0;
        for (var answer : answers) {
            var response = answer.get(30, TimeUnit.SECONDS);
            assertThat(response.statusCode()).isIn(200, 503);
            if (response.statusCode() == 503) {
                full++;
                assertThat(response.headers().firstValue("Retry-After")).contains("1");
            }
        }
        assertThat(full).isPositive();
        assertThat(predict(TinyPackage.ROW).statusCode()).isEqualTo(200);
    }

    @Test
    void readyMeansThatAPredictionWasAnsweredAndDrainingIsNotReady() throws Exception {
        start(Map.of());
        assertThat(get(runtime.port(), "/ready").statusCode()).isEqualTo(200);
        runtime.startDraining();
        assertThat(get(runtime.port(), "/ready").body()).contains("draining");
        var response = predict(TinyPackage.ROW);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Connection")).contains("close");
    }

    @Test
    void itIsNotReadyWhereTheServerDoesNotAnswer() throws Exception {
        start(Map.of("MODEL_RUNTIME_INFERENCE_PORT", "1"));
        var response = get(runtime.port(), "/ready");
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.body()).startsWith("no prediction");
    }

    @Test
    void metricsCountRequestsAndRowsButNotProbes() throws Exception {
        start(Map.of());
        predict("[" + TinyPackage.ROW + ",{\"age\":\"abc\"}]");
        predict("nonsense");
        get(runtime.port(), "/ready");
        var metrics = get(runtime.port(), "/metrics").body();
        assertThat(metrics)
                .contains("djl_model_requests_total{model=\"tiny\",outcome=\"ok\"} 1.0")
                .contains("djl_model_requests_total{model=\"tiny\",outcome=\"client_error\"} 1.0")
                .contains("djl_model_rows_total{model=\"tiny\",outcome=\"ok\"} 1.0")
                .contains("djl_model_rows_total{model=\"tiny\",outcome=\"client_error\"} 1.0")
                .contains("djl_model_prediction_seconds_count{model=\"tiny\"} 2")
                .contains("djl_model_in_flight 0.0")
                .contains("djl_model_ready 1.0");
    }
}

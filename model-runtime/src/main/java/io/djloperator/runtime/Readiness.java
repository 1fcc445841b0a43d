package io.djloperator.runtime;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;

/**
 * Ready means that a real prediction of a row of the package was answered through the server's own port: a server's health page also says
 * healthy with no worker, or with a model that fails on every request.
 */
final class Readiness {
    static final String PROBE_HEADER = "x-djl-operator-probe";
    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final long CACHED_NANOS = Duration.ofSeconds(1).toNanos();

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final String token = UUID.randomUUID().toString();
    private final RuntimeSettings settings;
    private volatile boolean draining;
    private boolean ready;
    private String reason = "not asked yet";
    private long askedNanos;

    Readiness(RuntimeSettings settings) {
        this.settings = settings;
    }

    void startDraining() {
        draining = true;
    }

    boolean isDraining() {
        return draining;
    }

    /** Whether a request with this value of {@link #PROBE_HEADER} is our own; a caller cannot guess it to hide from the metrics. */
    boolean isOwnProbe(String value) {
        return token.equals(value);
    }

    /** The last answer, with no new question. */
    synchronized boolean wasReady() {
        return ready && !draining;
    }

    /** Null where the model is ready, else why not. At most one prediction a second. */
    synchronized String whyNotReady() {
        if (draining) {
            return "draining";
        }
        if (askedNanos == 0 || System.nanoTime() - askedNanos > CACHED_NANOS) {
            ask();
            askedNanos = System.nanoTime();
        }
        return ready ? null : reason;
    }

    private void ask() {
        ready = false;
        if (settings.modelFolder().isEmpty()) {
            reason = "MODEL_RUNTIME_MODEL_DIR is not set";
            return;
        }
        var folder = settings.modelFolder().get();
        try {
            var uri =
                    URI.create("http://127.0.0.1:" + settings.inferencePort() + "/predictions/" + folder.getFileName());
            var request = HttpRequest.newBuilder(uri)
                    .timeout(TIMEOUT)
                    .header("Content-Type", "application/json")
                    .header(PROBE_HEADER, token)
                    .header(
                            "x-priority",
                            "0") // DJL Serving takes lower numbers first; callers get 3 unless they ask otherwise
                    .POST(HttpRequest.BodyPublishers.ofString(sample(folder)))
                    .build();
            var response = client.send(request, HttpResponse.BodyHandlers.discarding());
            ready = response.statusCode() == 200;
            reason = "a prediction was answered with " + response.statusCode();
        } catch (IOException | RuntimeException e) {
            reason = "no prediction: " + e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            reason = "interrupted";
        }
    }

    private static String sample(Path folder) throws IOException {
        try (var lines = Files.lines(folder.resolve("samples.jsonl"))) {
            var line = lines.findFirst().orElseThrow(() -> new IOException("samples.jsonl is empty"));
            return JsonParser.parseString(line).getAsJsonObject().get("input").toString();
        }
    }
}

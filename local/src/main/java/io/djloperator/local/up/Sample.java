package io.djloperator.local.up;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** One real request: the first row that the model package keeps as a sample. */
record Sample(String body) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int MAX_BODY_LENGTH = 4096;

    /** Reads {@code samples.jsonl} of a package; empty where it has none that can be shown. */
    static Optional<Sample> of(Path modelPackage) {
        try (var lines = Files.lines(modelPackage.resolve("samples.jsonl"))) {
            var first = lines.findFirst();
            if (first.isEmpty()) {
                return Optional.empty();
            }
            var input = JSON.readTree(first.get()).path("input");
            var body = JSON.writeValueAsString(JSON.createArrayNode().add(input));
            return input.isObject() && body.length() <= MAX_BODY_LENGTH
                    ? Optional.of(new Sample(body))
                    : Optional.empty();
        } catch (IOException | java.io.UncheckedIOException e) {
            return Optional.empty();
        }
    }

    /** The command that sends it. */
    String curl(String url) {
        return "$ curl -s " + url + " -H 'Content-Type: application/json' -d '" + body.replace("'", "'\\''") + "'";
    }

    /** Sends it, and gives the answer's body. */
    String send(String url) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(url))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        var response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException("the server answered " + response.statusCode() + ": "
                    + response.body().strip());
        }
        return response.body().strip();
    }
}

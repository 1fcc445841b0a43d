package io.djloperator.runtime.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.djloperator.runtime.TinyPackage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class DrainTest {
    @TempDir
    Path folder;

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no SIGTERM")
    void aRequestInFlightAtSigtermIsAnsweredBeforeTheProcessEnds() throws Exception {
        int port = freePort();
        int observation = freePort();
        var process = start(port, observation);
        try (var output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(output.readLine()).contains("Stand-in for DJL Serving");
            assertThat(output.readLine()).contains("/predictions/tiny");
            var body = TinyPackage.ROW.getBytes(StandardCharsets.UTF_8);
            try (var caller = new Socket("127.0.0.1", port)) {
                caller.setSoTimeout(20_000);
                write(
                        caller,
                        ("POST /predictions/tiny HTTP/1.1\r\nHost: x\r\nContent-Length: " + body.length + "\r\n\r\n")
                                .getBytes(StandardCharsets.UTF_8));
                awaitAnswered(
                        observation, 200); // its own probe went through: the handler of the open request has long begun
                process.destroy();
                awaitAnswered(observation, 503);
                write(caller, body);
                var answer = new BufferedReader(new InputStreamReader(caller.getInputStream(), StandardCharsets.UTF_8));
                assertThat(answer.readLine()).isEqualTo("HTTP/1.1 200 OK");
            }
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(143);
        } finally {
            process.destroyForcibly();
        }
    }

    private Process start(int port, int observation) throws IOException {
        var tiny = TinyPackage.write(folder, "tiny");
        var builder = new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                StandInServer.class.getName());
        builder.environment()
                .putAll(Map.of(
                        "SERVING_LOAD_MODELS",
                        "tiny=" + tiny.toUri(),
                        "SERVING_INFERENCE_ADDRESS",
                        "http://127.0.0.1:" + port,
                        "MODEL_RUNTIME_METRICS_PORT",
                        String.valueOf(observation),
                        "MODEL_RUNTIME_INFERENCE_PORT",
                        String.valueOf(port),
                        "MODEL_RUNTIME_MODEL_DIR",
                        tiny.toString(),
                        "MODEL_RUNTIME_DRAIN_SECONDS",
                        "20"));
        return builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    private static void write(Socket socket, byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    private static void awaitAnswered(int port, int status) throws Exception {
        var client = HttpClient.newHttpClient();
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/ready"))
                .build();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        int last;
        do {
            last = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            Thread.onSpinWait();
        } while (last != status && System.nanoTime() < deadline);
        assertThat(last).isEqualTo(status);
    }

    private static int freePort() throws IOException {
        try (var free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }
}

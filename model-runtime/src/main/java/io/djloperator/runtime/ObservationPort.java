package io.djloperator.runtime;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;

/** {@code GET /metrics} and {@code GET /ready} on a port of their own, so that the management port can stay on loopback. */
final class ObservationPort {
    private static final int THREADS = 4;

    private final HttpServer server;

    private ObservationPort(HttpServer server) {
        this.server = server;
    }

    static ObservationPort open(int port, PrometheusRegistry registry, Readiness readiness) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(port), 0);
        server.setExecutor(Executors.newFixedThreadPool(THREADS, task -> {
            var thread = new Thread(task, "model-runtime-observation");
            thread.setDaemon(true);
            return thread;
        }));
        var writer = new PrometheusTextFormatWriter(false);
        server.createContext("/metrics", exchange -> {
            var text = new ByteArrayOutputStream();
            writer.write(text, registry.scrape());
            answer(exchange, 200, PrometheusTextFormatWriter.CONTENT_TYPE, text.toByteArray());
        });
        server.createContext("/ready", exchange -> {
            var why = readiness.whyNotReady();
            var text = (why == null ? "ready" : why) + "\n";
            answer(
                    exchange,
                    why == null ? 200 : 503,
                    "text/plain; charset=utf-8",
                    text.getBytes(StandardCharsets.UTF_8));
        });
        server.start();
        return new ObservationPort(server);
    }

    int number() {
        return server.getAddress().getPort();
    }

    void close() {
        server.stop(0);
    }

    private static void answer(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}

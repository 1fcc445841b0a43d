package io.djloperator.runtime.server;

import ai.djl.modality.Input;
import ai.djl.modality.Output;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.djloperator.runtime.ErrorBody;
import io.djloperator.runtime.InFlight;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code POST /predictions/<model>}. */
final class PredictionEndpoint implements HttpHandler {
    private static final Logger LOG = LoggerFactory.getLogger(PredictionEndpoint.class);
    /** One byte more than the translator takes, so that it can say that the body is too large. */
    private static final int MAX_BYTES = (16 << 20) + 1;

    private final String path;
    private final PredictionQueue queue;
    private final InFlight inFlight;
    private final Executor writers;
    private final BooleanSupplier draining;

    PredictionEndpoint(
            String model, PredictionQueue queue, InFlight inFlight, Executor writers, BooleanSupplier draining) {
        this.path = "/predictions/" + model;
        this.queue = queue;
        this.inFlight = inFlight;
        this.writers = writers;
        this.draining = draining;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        inFlight.enter();
        try {
            if (!exchange.getRequestURI().getPath().equals(path)) {
                refuse(exchange, 404, "there is no model at this path; the model is at " + path);
            } else if (!exchange.getRequestMethod().equals("POST")) {
                exchange.getResponseHeaders().set("Allow", "POST");
                refuse(exchange, 405, "send rows with POST");
            } else {
                predict(exchange);
            }
        } catch (IOException | RuntimeException e) {
            exchange.close();
            inFlight.exit();
            throw e;
        }
    }

    private void predict(HttpExchange exchange) throws IOException {
        var input = new Input();
        exchange.getRequestHeaders()
                .forEach((name, values) -> input.addProperty(name.toLowerCase(Locale.ROOT), values.get(0)));
        input.add(exchange.getRequestBody().readNBytes(MAX_BYTES));
        var answer = queue.offer(input);
        if (answer.isEmpty()) {
            exchange.getResponseHeaders().set("Retry-After", "1");
            refuse(exchange, 503, "too many requests are waiting; try again");
            return;
        }
        // The worker goes on to the next batch: a caller that reads slowly holds up a thread of its own only.
        answer.get().whenCompleteAsync((output, fault) -> respond(exchange, output, fault), writers);
    }

    private void respond(HttpExchange exchange, Output output, Throwable fault) {
        try {
            if (fault == null) {
                send(exchange, output.getCode(), output.getData().getAsBytes());
            } else {
                send(exchange, 500, ErrorBody.of(500, "internal error").getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException | RuntimeException e) {
            LOG.debug("The caller went away", e);
        } finally {
            exchange.close();
            inFlight.exit();
        }
    }

    private void refuse(HttpExchange exchange, int status, String message) throws IOException {
        send(exchange, status, ErrorBody.of(status, message).getBytes(StandardCharsets.UTF_8));
        exchange.close();
        inFlight.exit();
    }

    private void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        if (draining.getAsBoolean()) {
            exchange.getResponseHeaders().set("Connection", "close"); // the caller's next request goes to another pod
        }
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}

package io.djloperator.local.proxy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** What a cluster's Service does: one address that spreads requests over the pods that are ready, in turn. */
public final class ServiceProxy implements AutoCloseable {
    private static final int MAX_REQUESTS_AT_ONCE = 64;
    private static final int MAX_BODY_BYTES = 16 * 1024 * 1024;
    private static final int CONNECT_MILLIS = 2_000;
    private static final int READ_MILLIS = 60_000;
    private static final List<String> NOT_FORWARDED =
            List.of("connection", "content-length", "transfer-encoding", "host", "upgrade", "expect", "keep-alive");

    private final Supplier<List<Integer>> readyPorts;
    private final AtomicInteger turn = new AtomicInteger();
    private final ExecutorService threads;
    private final HttpServer server;

    /**
     * Opens it on 127.0.0.1.
     *
     * @param wishedPort taken where it is free, else another
     * @param readyPorts the ports of the pods that answer now
     */
    public ServiceProxy(int wishedPort, Supplier<List<Integer>> readyPorts) throws IOException {
        this.readyPorts = readyPorts;
        this.threads = new ThreadPoolExecutor(
                2, MAX_REQUESTS_AT_ONCE, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                    var thread = new Thread(task, "service");
                    thread.setDaemon(true);
                    return thread;
                });
        server = open(wishedPort);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private static HttpServer open(int wishedPort) throws IOException {
        var loopback = InetAddress.getByName("127.0.0.1");
        try {
            return HttpServer.create(new InetSocketAddress(loopback, wishedPort), 64);
        } catch (IOException taken) {
            return HttpServer.create(new InetSocketAddress(loopback, 0), 64);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
            if (body.length > MAX_BODY_BYTES) {
                say(exchange, 413, "the request is larger than " + MAX_BODY_BYTES + " bytes");
                return;
            }
            forward(exchange, body);
        }
    }

    /** A pod that ended a moment ago refuses the connection: the next one is asked, since it has seen nothing of the request. */
    private void forward(HttpExchange exchange, byte[] body) throws IOException {
        var ports = readyPorts.get();
        for (int i = 0; i < ports.size(); i++) {
            var port = ports.get(Math.floorMod(turn.getAndIncrement(), ports.size()));
            var connection = connect(exchange, port);
            try {
                connection.connect();
            } catch (IOException refused) {
                connection.disconnect();
                continue;
            }
            relay(exchange, connection, body);
            return;
        }
        say(exchange, 503, "no pod is ready");
    }

    private static HttpURLConnection connect(HttpExchange exchange, int port) throws IOException {
        var uri = exchange.getRequestURI();
        var query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        var connection = (HttpURLConnection) URI.create("http://127.0.0.1:" + port + uri.getRawPath() + query)
                .toURL()
                .openConnection();
        connection.setRequestMethod(exchange.getRequestMethod());
        connection.setConnectTimeout(CONNECT_MILLIS);
        connection.setReadTimeout(READ_MILLIS);
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!NOT_FORWARDED.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> connection.addRequestProperty(name, value));
            }
        });
        var hasBody = List.of("POST", "PUT").contains(exchange.getRequestMethod());
        connection.setDoOutput(hasBody);
        return connection;
    }

    private static void relay(HttpExchange exchange, HttpURLConnection connection, byte[] body) throws IOException {
        try {
            if (connection.getDoOutput()) {
                connection.getOutputStream().write(body);
            }
            var code = connection.getResponseCode();
            connection.getHeaderFields().forEach((name, values) -> {
                if (name != null && !NOT_FORWARDED.contains(name.toLowerCase(Locale.ROOT))) {
                    exchange.getResponseHeaders().put(name, values);
                }
            });
            try (InputStream answer = code < 400 ? connection.getInputStream() : connection.getErrorStream()) {
                exchange.sendResponseHeaders(code, answer == null ? -1 : 0);
                if (answer != null) {
                    answer.transferTo(exchange.getResponseBody());
                }
            }
        } catch (IOException broken) {
            if (exchange.getResponseCode() == -1) {
                say(exchange, 502, "the pod did not answer: " + broken.getMessage());
            }
        }
    }

    private static void say(HttpExchange exchange, int code, String message) throws IOException {
        var body = ("{\"error\":\"" + message.replace('"', '\'') + "\"}\n").getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(code, body.length);
        exchange.getResponseBody().write(body);
    }
}

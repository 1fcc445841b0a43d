package io.djloperator.local.api.embedded;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.djloperator.local.api.Access;
import io.djloperator.local.api.ApiServer;
import io.djloperator.local.api.Certificate;
import io.fabric8.kubernetes.client.Config;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;

/**
 * A small API server in this JVM, for a first look: it stores objects in memory and speaks enough of the protocol for the
 * operator and everyday kubectl. Its limits are listed in the module's README. Every request needs the token of the kubeconfig.
 */
public final class EmbeddedApiServer implements ApiServer {
    private static final int MAX_REQUESTS_AT_ONCE = 256;

    private final Store store = new Store();
    private final Kinds kinds = new Kinds();
    private final Routes routes = new Routes(store, kinds);
    private final BiFunction<String, String, Optional<Path>> podLogs;
    private final ExecutorService threads;
    private final HttpsServer server;
    private final Access access;
    private final Path kubeconfig;

    /**
     * Starts it on a free port of 127.0.0.1.
     *
     * @param directory for certificate and kubeconfig
     * @param podLogs the log file of the pod of a namespace and a name
     */
    public EmbeddedApiServer(Path directory, BiFunction<String, String, Optional<Path>> podLogs) {
        this.podLogs = podLogs;
        // Without it each small answer waits 40 ms for the client's delayed acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        var certificate = Certificate.in(directory.resolve("tls"));
        threads = new ThreadPoolExecutor(
                4, MAX_REQUESTS_AT_ONCE, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                    var thread = new Thread(task, "api-server");
                    thread.setDaemon(true);
                    return thread;
                });
        try {
            server = HttpsServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 64);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setHttpsConfigurator(new HttpsConfigurator(certificate.context()));
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
        access = new Access("https://127.0.0.1:" + server.getAddress().getPort(), certificate.pem(), Access.newToken());
        kubeconfig = access.writeKubeconfig(directory.resolve("kubeconfig"));
        createNamespaces();
    }

    @Override
    public Config clientConfig() {
        return access.clientConfig();
    }

    @Override
    public Path kubeconfig() {
        return kubeconfig;
    }

    @Override
    public String describe() {
        return "embedded, " + access.url();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void createNamespaces() {
        var namespaces = Target.parse("/api/v1/namespaces", kinds).orElseThrow();
        var objects = new Objects(store, new Admission(store, kinds));
        for (var name : new String[] {"default", "kube-system"}) {
            var namespace = JsonNodeFactory.instance.objectNode();
            namespace.putObject("metadata").put("name", name);
            objects.create(namespaces, namespace);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            try {
                if (!isAuthorized(exchange)) {
                    throw ApiFailure.unauthorized();
                }
                answer(exchange, Request.of(exchange));
            } catch (ApiFailure failure) {
                send(exchange, failure.code, "application/json", Json.MAPPER.writeValueAsBytes(failure.toStatus()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void answer(HttpExchange exchange, Request request) throws IOException, InterruptedException {
        if (request.isWatch() && exchange.getRequestHeaders().containsKey("Upgrade")) {
            // No WebSocket here. Fabric8's client takes a 200 as "watch by plain HTTP instead"; it would retry a 4xx or
            // 5xx.
            send(exchange, 200, "application/json", "{}".getBytes(StandardCharsets.UTF_8));
        } else if (request.path().matches("/(healthz|livez|readyz)")) {
            send(exchange, 200, "text/plain", "ok".getBytes(StandardCharsets.UTF_8));
        } else if (request.isWatch()) {
            watch(exchange, request);
        } else if (request.path().endsWith("/log")) {
            log(exchange, request);
        } else {
            var answer = routes.answer(request);
            send(exchange, answer.code(), "application/json", Json.MAPPER.writeValueAsBytes(answer.body()));
        }
    }

    private void watch(HttpExchange exchange, Request request) throws IOException, InterruptedException {
        var target = routes.target(request);
        var stream = new WatchStream(store, request, target, routes.columns(target.kind()));
        var opened = stream.open(request, target);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, 0);
        stream.write(opened, exchange.getResponseBody());
    }

    private void log(HttpExchange exchange, Request request) throws IOException, InterruptedException {
        var target = routes.target(request);
        var file = podLogs.apply(target.namespace(), target.name())
                .orElseThrow(
                        () -> ApiFailure.notFound("the log of " + target.key().quoted()));
        exchange.getResponseHeaders().set("Content-Type", "text/plain");
        exchange.sendResponseHeaders(200, 0);
        PodLogs.copy(
                file,
                exchange.getResponseBody(),
                request.param("follow").equals("true"),
                () -> store.get(target.key())
                        .map(pod -> pod.at("/status/phase").asText().matches("Succeeded|Failed"))
                        .orElse(true));
    }

    private boolean isAuthorized(HttpExchange exchange) {
        var given = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                .orElse("");
        return MessageDigest.isEqual(
                given.getBytes(StandardCharsets.UTF_8), ("Bearer " + access.token()).getBytes(StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, int code, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(code, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }
}

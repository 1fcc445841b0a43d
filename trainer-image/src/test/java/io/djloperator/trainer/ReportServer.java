package io.djloperator.trainer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A receiver of reports on loopback, with TLS and a certificate of its own. */
public final class ReportServer implements AutoCloseable {
    private static final char[] PASSWORD = "changeit".toCharArray();

    /** How it answers. */
    public interface Behaviour {
        void answer(HttpExchange exchange) throws IOException;
    }

    /** A report as it came in. */
    public record Received(long nanos, String authorization, JsonNode body) {}

    private final Path folder;
    private final HttpsServer server;
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final List<Received> received = new CopyOnWriteArrayList<>();

    public ReportServer(Path folder, Behaviour behaviour) throws Exception {
        this.folder = folder;
        Files.writeString(folder.resolve("token"), "first\n");
        var store = KeyStore.getInstance(certificate("server").toFile(), PASSWORD);
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.setExecutor(executor);
        server.createContext("/v1/reports", exchange -> {
            try (exchange) {
                received.add(new Received(
                        System.nanoTime(),
                        exchange.getRequestHeaders().getFirst("Authorization"),
                        new ObjectMapper().readTree(exchange.getRequestBody())));
                behaviour.answer(exchange);
            }
        });
        server.start();
    }

    /** The answer of a receiver that is well. */
    public static void accept(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(202, 2);
        exchange.getResponseBody().write("{}".getBytes());
    }

    public static Behaviour refuse(int status, Map<String, String> headers) {
        return exchange -> {
            headers.forEach(exchange.getResponseHeaders()::add);
            exchange.sendResponseHeaders(status, -1);
        };
    }

    /** What the operator would set in a pod. */
    public Map<String, String> environment() {
        return Map.of(
                "DJL_REPORT_URL",
                "https://127.0.0.1:" + server.getAddress().getPort() + "/v1/reports",
                "DJL_REPORT_TOKEN_FILE",
                folder.resolve("token").toString(),
                "DJL_REPORT_CA_FILE",
                folder.resolve("server.pem").toString());
    }

    /** Makes a key and its certificate; {@code name.pem} is the certificate. */
    public Path certificate(String name) throws Exception {
        var store = folder.resolve(name + ".p12");
        keytool(
                "-genkeypair -alias it -keyalg EC -dname CN=" + name
                        + " -ext san=ip:127.0.0.1 -validity 2 -storetype PKCS12",
                store);
        keytool("-exportcert -alias it -rfc -file " + folder.resolve(name + ".pem"), store);
        return store;
    }

    private static void keytool(String arguments, Path store) throws Exception {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments.split(" ")));
        command.addAll(List.of("-keystore", store.toString(), "-storepass", new String(PASSWORD)));
        if (new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                != 0) {
            throw new IOException("keytool " + arguments);
        }
    }

    public List<Received> received() {
        return received;
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
    }
}

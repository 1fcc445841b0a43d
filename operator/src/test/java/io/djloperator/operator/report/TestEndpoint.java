package io.djloperator.operator.report;

import io.djloperator.operator.kube.TrainingJobCache;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A real endpoint on loopback, and a client that trusts its authority and nothing else. */
public final class TestEndpoint implements AutoCloseable {
    public final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private static final Duration SOON = Duration.ofMillis(200);
    private final Vertx vertx = Vertx.vertx();
    private final ReportEndpoint endpoint;
    private final HttpClient http;

    /** One with the limits that are shipped. */
    public static TestEndpoint limited(KubernetesClient client, TrainingJobCache cache) {
        return new TestEndpoint(client, cache, Limits.USUAL);
    }

    /** One that takes as much as a test sends, and writes at once. */
    public static TestEndpoint unlimited(KubernetesClient client, TrainingJobCache cache) {
        return new TestEndpoint(client, cache, new Limits(1e6, 1_000_000, 1e6, 1_000_000, SOON, SOON, SOON, SOON));
    }

    private TestEndpoint(KubernetesClient client, TrainingJobCache cache, Limits limits) {
        var place = new ReportPlace("127.0.0.1", 0, URI.create("https://127.0.0.1:0/v1/reports"), "djl-operator");
        endpoint = new ReportEndpoint(vertx, client, cache, place, limits, meters, Clock.systemUTC(), where -> {});
        http = trusting(endpoint.access().caCertificate());
    }

    public URI url() {
        return URI.create(endpoint.access().url());
    }

    public String authority() {
        return endpoint.access().caCertificate();
    }

    /** Looks after the certificate now, and not tomorrow. */
    public void renew() {
        endpoint.renew();
    }

    /** A proper report, as far as method and headers go. */
    public HttpResponse<String> post(String token, String body) {
        return post(token, body.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    public HttpResponse<String> post(String token, byte[] body) {
        return send(request(token).POST(BodyPublishers.ofByteArray(body)).build());
    }

    public HttpRequest.Builder request(String token) {
        return HttpRequest.newBuilder(url())
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json");
    }

    public HttpResponse<String> send(HttpRequest request) {
        return send(http, request);
    }

    public static HttpResponse<String> send(HttpClient http, HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A client that trusts {@code authority}, PEM, and nothing else. */
    public static HttpClient trusting(String authority) {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(context(authority))
                .build();
    }

    public static SSLContext context(String authority) {
        try {
            var store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            store.setCertificateEntry("authority", Pem.certificate(authority));
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            var context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        endpoint.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}

package io.djloperator.trainer.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Sends one report at a time over HTTPS, with nothing but the JDK. */
final class ReportClient implements Reports.Sender {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final int MOST_BODY_BYTES = 4096;
    private final ReportTarget target;
    private HttpClient client;

    ReportClient(ReportTarget target) {
        this.target = target;
    }

    @Override
    public Answer send(ReportBody body) throws InterruptedException {
        try {
            return send(request(body));
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            return Answer.problem(e.toString());
        }
    }

    private Answer send(HttpRequest request) throws IOException, GeneralSecurityException, InterruptedException {
        if (client == null) {
            client = client();
        }
        var body = new ByteArrayOutputStream();
        var answer = client.sendAsync(
                request,
                BodyHandlers.ofByteArrayConsumer(
                        part -> part.filter(bytes -> body.size() < MOST_BODY_BYTES) // the rest is read and forgotten
                                .ifPresent(body::writeBytes)));
        try {
            var response = answer.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            return Answer.of(
                    response.statusCode(),
                    response.headers().firstValue("Retry-After").orElse(""),
                    body.toString(StandardCharsets.UTF_8));
        } catch (TimeoutException e) {
            return Answer.problem("no answer within " + LIMIT.toSeconds() + " s");
        } catch (ExecutionException e) {
            return Answer.problem(String.valueOf(e.getCause()));
        } finally {
            answer.cancel(true);
        }
    }

    private HttpRequest request(ReportBody body) throws IOException {
        return HttpRequest.newBuilder(target.url())
                .timeout(LIMIT)
                .header("Authorization", "Bearer " + token())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.json()))
                .build();
    }

    /** Read anew each time: the kubelet renews it before it expires. */
    private String token() throws IOException {
        var token = Files.readString(target.token()).strip();
        if (!token.matches("[-._~+/=a-zA-Z0-9]+")) { // an exception of the client's would print it
            throw new IOException(target.token() + " holds no token");
        }
        return token;
    }

    private HttpClient client() throws IOException, GeneralSecurityException {
        var builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(LIMIT)
                .followRedirects(HttpClient.Redirect.NEVER); // the token is for this host alone
        if (target.ca() != null) {
            builder.sslContext(trusting(target.ca()));
        }
        return builder.build();
    }

    private static SSLContext trusting(Path ca) throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (var in = Files.newInputStream(ca)) {
            for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("ca-" + store.size(), certificate);
            }
        }
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}

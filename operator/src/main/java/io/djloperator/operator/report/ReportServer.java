package io.djloperator.operator.report;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.SSLOptions;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/** The TLS listener. Everything that a client could make large, slow or many has a bound. */
final class ReportServer {
    private static final Logger LOG = Logger.getLogger(ReportServer.class);
    private static final int MOST_CONNECTIONS = 4096;
    private static final int MOST_HEADER_BYTES = 12 * 1024;

    private final HttpServer server;
    private final AtomicInteger connections = new AtomicInteger();

    private ReportServer(HttpServer server) {
        this.server = server;
    }

    /**
     * Listens.
     *
     * @param port 0 for any that is free
     */
    static Future<ReportServer> listen(
            Vertx vertx, String host, int port, ReportCertificate certificate, ReportRequests requests) {
        var server = new ReportServer(vertx.createHttpServer(options(certificate)));
        return server.server
                .connectionHandler(server::bound)
                .requestHandler(requests)
                .exceptionHandler(failure -> LOG.debugf("a connection failed: %s", failure.getMessage()))
                .listen(port, host)
                .map(server);
    }

    int port() {
        return server.actualPort();
    }

    /** Uses another certificate for new connections. */
    Future<Boolean> use(ReportCertificate certificate) {
        return server.updateSSLOptions(new SSLOptions()
                .setKeyCertOptions(pem(certificate))
                .setEnabledSecureTransportProtocols(Set.of("TLSv1.3", "TLSv1.2")));
    }

    Future<Void> close() {
        return server.close();
    }

    private void bound(HttpConnection connection) {
        connection.closeHandler(closed -> connections.decrementAndGet());
        if (connections.incrementAndGet() > MOST_CONNECTIONS) {
            connection.close();
        }
    }

    private static HttpServerOptions options(ReportCertificate certificate) {
        return new HttpServerOptions()
                .setSsl(true)
                .setKeyCertOptions(pem(certificate))
                .setEnabledSecureTransportProtocols(Set.of("TLSv1.3", "TLSv1.2"))
                .setSslHandshakeTimeout(5)
                .setSslHandshakeTimeoutUnit(TimeUnit.SECONDS)
                .setUseAlpn(false)
                .setMaxInitialLineLength(1024)
                .setMaxHeaderSize(MOST_HEADER_BYTES)
                .setMaxChunkSize(ReportRequests.MOST_BODY_BYTES)
                .setHandle100ContinueAutomatically(true)
                .setIdleTimeout(30)
                .setIdleTimeoutUnit(TimeUnit.SECONDS);
    }

    private static PemKeyCertOptions pem(ReportCertificate certificate) {
        return new PemKeyCertOptions()
                .addCertValue(Buffer.buffer(certificate.certificate()))
                .addKeyValue(Buffer.buffer(certificate.key()));
    }
}

package io.djloperator.operator.report;

import java.net.URI;
import java.util.Optional;

/**
 * Where the endpoint listens, where it is reached, and where its certificate lies.
 *
 * @param listenOn an address of this machine
 * @param port 0 for any that is free
 * @param url what pods are told; with port 0 in it where the port is not known yet
 * @param namespace of the Service and of the Secret
 */
record ReportPlace(String listenOn, int port, URI url, String namespace) {
    /**
     * From what is set.
     *
     * @param clientNamespace the namespace that the client works in, for the Secret where the operator runs in none
     * @return empty where nothing says how pods could reach the endpoint: then there is none
     */
    static Optional<ReportPlace> of(ReportSettings settings, String clientNamespace) {
        var own = settings.namespace().filter(name -> !name.isEmpty());
        var loopback = isLoopback(settings.reportHost());
        var url = settings.reportUrl()
                .filter(text -> !text.isEmpty())
                .or(() -> loopback
                        ? Optional.of(
                                "https://" + settings.reportHost() + ":" + settings.reportPort() + ReportRequests.PATH)
                        : own.map(ReportNames::url));
        return url.map(text -> new ReportPlace(
                settings.reportHost(),
                settings.reportPort(),
                URI.create(text),
                own.orElse(clientNamespace == null ? "default" : clientNamespace)));
    }

    /** What pods are told, once the port is known. */
    String url(int actualPort) {
        return url.getPort() == 0 ? url.toString().replaceFirst(":0/", ":" + actualPort + "/") : url.toString();
    }

    private static boolean isLoopback(String host) {
        return host.equals("localhost") || host.equals("::1") || host.startsWith("127.");
    }
}

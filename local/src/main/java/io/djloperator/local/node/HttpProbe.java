package io.djloperator.local.node;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Probe;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Optional;

/** An httpGet probe of a container, really asked. */
record HttpProbe(URI uri, int timeoutMillis, int periodMillis, int failureThreshold) {

    static Optional<HttpProbe> of(Probe probe, Container container, Ports ports) {
        if (probe == null || probe.getHttpGet() == null) {
            return Optional.empty();
        }
        var get = probe.getHttpGet();
        var path = Optional.ofNullable(get.getPath()).orElse("/");
        return number(get.getPort(), container)
                .map(port -> new HttpProbe(
                        URI.create("http://127.0.0.1:" + ports.actual(port) + path),
                        1000 * positive(probe.getTimeoutSeconds(), 1),
                        1000 * positive(probe.getPeriodSeconds(), 10),
                        positive(probe.getFailureThreshold(), 3)));
    }

    boolean succeeds() {
        HttpURLConnection connection = null;
        try {
            connection = (HttpURLConnection) uri.toURL().openConnection();
            connection.setConnectTimeout(timeoutMillis);
            connection.setReadTimeout(timeoutMillis);
            var code = connection.getResponseCode();
            return code >= 200 && code < 400;
        } catch (IOException e) {
            return false;
        } finally {
            if (connection != null) {
                connection.disconnect();
            }
        }
    }

    private static Optional<Integer> number(IntOrString port, Container container) {
        return port.getIntVal() != null
                ? Optional.of(port.getIntVal())
                : container.getPorts().stream()
                        .filter(declared -> port.getStrVal().equals(declared.getName()))
                        .map(ContainerPort::getContainerPort)
                        .findFirst();
    }

    private static int positive(Integer value, int fallback) {
        return value == null || value < 1 ? fallback : value;
    }
}

package io.djloperator.operator.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.djloperator.operator.runtime.ReportAddress;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.config.ConfigurationService;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.monitoring.micrometer.MicrometerMetricsV2;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** The program as Quarkus puts it together, without a cluster. */
@QuarkusTest
@TestProfile(ReportWiringTest.NoCluster.class)
class ReportWiringTest {
    /** Settings of a machine without a cluster. */
    public static final class NoCluster implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "quarkus.operator-sdk.start-operator", "false",
                    "quarkus.http.test-port", "0",
                    "quarkus.kubernetes-client.api-server-url", "http://127.0.0.1:1",
                    "quarkus.kubernetes-client.request-retry-backoff-limit", "0");
        }
    }

    @Inject
    ConfigurationService configuration;

    /** Ours: the extension's own counts nothing in production. */
    @Inject
    Metrics metrics;

    @Inject
    KubernetesClient client;

    @Inject
    ReportAddress address;

    @ConfigProperty(name = "test.url")
    URI url;

    @Test
    void reconciliationsAreMeasured() {
        assertThat(configuration.getMetrics())
                .isInstanceOf(MicrometerMetricsV2.class)
                .isSameAs(metrics);
    }

    @Test
    void withoutNamespaceAndUrlThereIsNoEndpoint() {
        assertThat(address.access()).isEmpty();
    }

    @Test
    void writesAreOnTheMetricsPage() throws IOException, InterruptedException {
        try {
            client.resource(
                            "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"a\",\"namespace\":\"b\"}}")
                    .create();
        } catch (RuntimeException e) {
            assertThat(e).as("nobody listens").isNotNull();
        }
        var page = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(url.resolve("/metrics")).build(), BodyHandlers.ofString());
        assertThat(page.body()).contains("djl_operator_api_writes_total{resource=\"configmaps\",verb=\"create\"}");
    }
}

package io.djloperator.operator.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.djloperator.operator.report.TestEndpoint;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** The Secret of the endpoint's certificate, under the shipped role. */
@NeedsApiServer
@ParameterizedClass(allowZeroInvocations = true)
@MethodSource("io.djloperator.operator.api.ApiServers#versions")
class ReportCertificateApiTest {
    @Parameter
    String version;

    private final Requests requests = new Requests();
    private ReportScene scene;
    private KubernetesClient client;

    @BeforeEach
    void noSecret() {
        scene = new ReportScene(ApiServers.admin(version));
        client = ApiServers.operator(version, requests);
        stored().delete();
    }

    @AfterEach
    void stop() {
        stored().delete();
        client.close();
    }

    private Resource<Secret> stored() {
        return scene.scene.client.secrets().inNamespace("djl-operator").withName("djl-operator-report-tls");
    }

    private TestEndpoint endpoint() {
        return TestEndpoint.unlimited(client, scene.cache());
    }

    private int status(TestEndpoint endpoint, String trusted) {
        var request = java.net.http.HttpRequest.newBuilder(endpoint.url())
                .POST(BodyPublishers.noBody())
                .build();
        return TestEndpoint.send(TestEndpoint.trusting(trusted), request).statusCode();
    }

    @Test
    void secretIsMadeOnceAndSharedByReplicasAndRestarts() {
        String first;
        try (var one = endpoint();
                var other = endpoint()) {
            first = one.authority();
            assertThat(other.authority()).isEqualTo(first);
            assertThat(status(other, first)).isEqualTo(415);
        }
        try (var restarted = endpoint()) {
            assertThat(restarted.authority()).isEqualTo(first);
        }
        var secret = stored().get();
        assertThat(secret.getType()).isEqualTo("kubernetes.io/tls");
        assertThat(secret.getData()).containsOnlyKeys("ca.crt", "ca.key", "tls.crt", "tls.key");
        assertThat(requests.matching(r -> r.isWrite() && r.resource().equals("secrets")))
                .hasSize(1);
    }

    @Test
    void replicaThatComesSecondTakesTheOthersCertificate() {
        // Between the question and the creation another replica creates it.
        var raced = new boolean[1];
        var racing = new ConfigBuilder(client.getConfiguration()).build();
        try (var racer = new KubernetesClientBuilder()
                        .withConfig(racing)
                        .withHttpClientBuilderConsumer(http -> http.addOrReplaceInterceptor("race", new Interceptor() {
                            @Override
                            public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
                                if (request.method().equals("POST") && !raced[0]) {
                                    raced[0] = true;
                                    endpoint().close();
                                }
                            }
                        }))
                        .build();
                var late = TestEndpoint.unlimited(racer, scene.cache());
                var early = endpoint()) {
            assertThat(raced[0]).isTrue();
            assertThat(late.authority()).isEqualTo(early.authority());
        }
    }

    @Test
    void newerCertificateIsUsedWithoutARestart() {
        try (var endpoint = endpoint()) {
            var former = endpoint.authority();
            stored().delete();
            endpoint.renew();
            assertThat(endpoint.authority()).isNotEqualTo(former);
            assertThat(status(endpoint, endpoint.authority())).isEqualTo(415);
            assertThatThrownBy(() -> status(endpoint, former)).hasCauseInstanceOf(SSLHandshakeException.class);
        }
    }

    @Test
    void secretThatIsNotOursOrBrokenIsToldAndLeftAlone() {
        var strangers = new SecretBuilder()
                .withNewMetadata()
                .withName("djl-operator-report-tls")
                .withNamespace("djl-operator")
                .endMetadata()
                .withStringData(Map.of("password", "x"))
                .build();
        scene.scene.client.resource(strangers).create();
        assertThatThrownBy(this::endpoint)
                .hasMessage("Secret djl-operator/djl-operator-report-tls is not the operator's: it lacks the label"
                        + " app.kubernetes.io/managed-by=djl-operator; delete it, and the operator makes another");
        stored().edit(secret -> new SecretBuilder(secret)
                .editMetadata()
                .addToLabels("app.kubernetes.io/managed-by", "djl-operator")
                .endMetadata()
                .build());
        assertThatThrownBy(this::endpoint).hasMessageContaining("is broken (it has no ca.crt); delete it");
        assertThat(requests.matching(r -> r.isWrite() && r.resource().equals("secrets")))
                .isEmpty();
    }
}

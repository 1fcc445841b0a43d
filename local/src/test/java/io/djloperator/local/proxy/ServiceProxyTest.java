package io.djloperator.local.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.djloperator.local.node.Node;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ServiceProxyTest {
    @Test
    void requestsGoToAllReadyPodsInTurnAndPastADeadOne() throws Exception {
        var a = pod("a");
        var b = pod("b");
        var dead = pod("dead");
        var deadPort = dead.getAddress().getPort();
        dead.stop(0);
        var ports = List.of(a.getAddress().getPort(), deadPort, b.getAddress().getPort());
        try (var proxy = new ServiceProxy(0, () -> ports)) {
            var answers = IntStream.range(0, 8)
                    .mapToObj(i -> post(proxy.port(), "x").body())
                    .toList();
            assertThat(answers).containsOnly("a got x", "b got x").contains("a got x", "b got x");
        } finally {
            a.stop(0);
            b.stop(0);
        }
    }

    @Test
    void withoutAReadyPodTheAnswerIs503() throws Exception {
        try (var proxy = new ServiceProxy(0, List::of)) {
            assertThat(post(proxy.port(), "x").statusCode()).isEqualTo(503);
        }
    }

    @Test
    void aTakenPortIsReplacedByAnother() throws Exception {
        try (var first = new ServiceProxy(0, List::of);
                var second = new ServiceProxy(first.port(), List::of)) {
            assertThat(second.port()).isNotEqualTo(first.port());
        }
    }

    @Test
    void onlyReadyPodsThatTheServiceSelectsAreEndpoints() {
        var service = new ServiceBuilder()
                .withNewSpec()
                .addToSelector("app", "x")
                .addNewPort()
                .withPort(80)
                .withTargetPort(new IntOrString("http"))
                .endPort()
                .endSpec()
                .build();
        var pods = List.of(
                ready("x", "True", "8080=40001,8082=40002"),
                ready("x", "False", "8080=40003"),
                ready("y", "True", "8080=40004"));
        assertThat(Endpoints.of(service, pods)).containsExactly(40001);
    }

    private static io.fabric8.kubernetes.api.model.Pod ready(String app, String ready, String ports) {
        return new PodBuilder()
                .withNewMetadata()
                .addToLabels("app", app)
                .addToAnnotations(Node.PORTS_ANNOTATION, ports)
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .addNewPort()
                .withName("http")
                .withContainerPort(8080)
                .endPort()
                .endContainer()
                .endSpec()
                .withNewStatus()
                .addNewCondition()
                .withType("Ready")
                .withStatus(ready)
                .endCondition()
                .endStatus()
                .build();
    }

    private static HttpServer pod(String name) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/predictions/m", exchange -> {
            try (exchange) {
                var body =
                        (name + " got " + new String(exchange.getRequestBody().readAllBytes())).getBytes();
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
        return server;
    }

    private static HttpResponse<String> post(int port, String body) {
        try {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/predictions/m"))
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

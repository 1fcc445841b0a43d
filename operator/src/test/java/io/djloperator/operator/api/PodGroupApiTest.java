package io.djloperator.operator.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.djloperator.operator.trainingjob.PodGroups;
import io.fabric8.kubeapitest.KubeAPIServer;
import io.fabric8.kubeapitest.KubeAPIServerConfigBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.FieldValidateable;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** The group that Kubernetes' own scheduler places all or none, on servers that have it. */
@NeedsApiServer
@ParameterizedClass(allowZeroInvocations = true)
@MethodSource("versions")
class PodGroupApiTest {
    @Parameter
    String version;

    static List<String> versions() {
        return ApiServers.versions().stream()
                .filter(version -> Integer.parseInt(version.split("\\.")[1]) >= 37)
                .toList();
    }

    @Test
    void groupAndItsJobAreTakenAsTheyAreRendered() throws IOException {
        var server = new KubeAPIServer(KubeAPIServerConfigBuilder.anAPIServerConfig()
                .withTestDir(System.getenv("KUBE_API_TEST_DIR"))
                .withApiServerVersion(version)
                .withApiServerFlag("--bind-address", "127.0.0.1")
                .withApiServerFlag("--feature-gates", "GenericWorkload=true")
                .withApiServerFlag("--runtime-config", "scheduling.k8s.io/v1beta1=true")
                .build());
        server.start();
        try (var client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(server.getKubeConfigYaml()))
                .build()) {
            assertThat(client.supports(PodGroups.API_VERSION, PodGroups.KIND)).isTrue();
            client.resource(new NamespaceBuilder()
                            .withNewMetadata()
                            .withName("team-a")
                            .endMetadata()
                            .build())
                    .create();
            var rendered = Files.readString(Path.of("src/test/resources/golden/pod-group/out.yaml"))
                    .split("(?m)^---\n");
            assertThat(rendered).hasSize(3);
            for (var document : List.of(rendered[1], rendered[2])) {
                var child = Serialization.unmarshal(document, GenericKubernetesResource.class);
                var stored = client.resource(child)
                        .dryRun()
                        .fieldValidation(FieldValidateable.Validation.STRICT)
                        .create();
                assertThat(Serialization.asYaml(stored))
                        .contains(child.getKind().equals("Job") ? "podGroupName: \"sample\"" : "minCount: 2");
            }
        } finally {
            server.stop();
        }
    }

    @Test
    void serverWithoutTheGateSaysSo() {
        assertThat(ApiServers.admin(version).supports(PodGroups.API_VERSION, PodGroups.KIND))
                .isFalse();
    }
}

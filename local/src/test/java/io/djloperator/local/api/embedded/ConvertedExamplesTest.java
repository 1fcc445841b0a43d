package io.djloperator.local.api.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code kubectl djl convert} prints fits the schema of the CRD: its bounds and patterns too, which a test of the module cli cannot check. */
class ConvertedExamplesTest {
    private static final KubernetesSerialization YAML = new KubernetesSerialization();

    static Stream<Path> examples() throws IOException {
        return Files.list(Path.of("../cli/src/test/resources/convert"))
                .map(folder -> folder.resolve("out.yaml"))
                .sorted();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void fitsTheSchema(Path example) throws IOException {
        var crd = YAML.unmarshal(
                getClass().getResourceAsStream("/META-INF/djl-operator/crds/trainingjobs.djl-operator.io-v1.yml"),
                JsonNode.class);
        var job = YAML.unmarshal(Files.readString(example), ObjectNode.class);
        assertThat(Schema.defaultAndValidate(job, crd.at("/spec/versions/0/schema/openAPIV3Schema")))
                .isEmpty();
        assertThat(job.at("/spec/search/parameters")).isNotEmpty();
    }
}

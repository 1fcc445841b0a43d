package io.djloperator.operator.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.djloperator.api.v1alpha1.TrainingJob;
import io.djloperator.operator.golden.KatibCorpus;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FieldValidateable;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What the API server takes and what it refuses; beside each invalid resource stands what the user is told. */
@NeedsApiServer
@ParameterizedClass(allowZeroInvocations = true)
@MethodSource("io.djloperator.operator.api.ApiServers#versions")
class CorpusApiTest {
    private static final String EXPECT = "# expect: ";

    @Parameter
    String version;

    private Scene scene;

    @BeforeEach
    void namespace() {
        scene = new Scene(ApiServers.admin(version));
    }

    @Test
    void validResourcesAreTaken() throws IOException {
        for (var file : corpus("valid")) {
            assertThat(refusal(Files.readString(file))).as(file.toString()).isEmpty();
        }
    }

    @Test
    void whatIsConvertedFromKatibIsTaken() throws IOException {
        for (var file : KatibCorpus.converted()) {
            assertThat(refusal(Files.readString(file))).as(file.toString()).isEmpty();
        }
    }

    @Test
    void invalidResourcesAreRefusedWithTheirMessage() throws IOException {
        var wrong = new ArrayList<String>();
        for (var file : corpus("invalid")) {
            var yaml = Files.readString(file);
            var expected = yaml.lines()
                    .findFirst()
                    .filter(line -> line.startsWith(EXPECT))
                    .orElseThrow()
                    .substring(EXPECT.length());
            var told = refusal(yaml);
            if (!told.contains(expected)) {
                wrong.add(file.getFileName() + "\n  expected: " + expected + "\n  told:     " + told);
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void specOfATrainingJobCannotBeChangedButForSuspend() {
        scene.createTrainingJob("churn");
        var changes = Map.of(
                "data", "{\"spec\":{\"data\":{\"tabular\":{\"target\":\"z\"}}}}",
                "model", "{\"spec\":{\"model\":{\"mlp\":{\"dropout\":\"0.5\"}}}}",
                "output", "{\"spec\":{\"output\":{\"uri\":\"pvc://models/other\"}}}",
                "training", "{\"spec\":{\"training\":{\"epochs\":3}}}",
                "evaluation", "{\"spec\":{\"evaluation\":{\"metrics\":[\"f1\"]}}}",
                "resources", "{\"spec\":{\"resources\":{\"cpu\":\"2\"}}}");
        changes.forEach((field, patch) -> assertThatThrownBy(() -> patch(patch))
                .as(field)
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining("immutable: create a TrainingJob with another name"));
        patch("{\"spec\":{\"suspend\":true}}");
        patch("{\"spec\":{\"suspend\":null}}");
    }

    private void patch(String patch) {
        scene.client
                .resources(TrainingJob.class)
                .inNamespace(scene.namespace)
                .withName("churn")
                .patch(PatchContext.of(PatchType.JSON_MERGE), patch);
    }

    /** What the API server says against {@code yaml}, as to {@code kubectl apply}; empty where it takes it. */
    private String refusal(String yaml) {
        var resource = Serialization.unmarshal(yaml, GenericKubernetesResource.class);
        try {
            scene.client
                    .resource(resource)
                    .inNamespace(scene.namespace)
                    .dryRun()
                    .fieldValidation(FieldValidateable.Validation.STRICT)
                    .create();
            return "";
        } catch (KubernetesClientException e) {
            return e.getMessage();
        }
    }

    private static List<Path> corpus(String kind) throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/corpus", kind))) {
            return files.sorted().toList();
        }
    }
}

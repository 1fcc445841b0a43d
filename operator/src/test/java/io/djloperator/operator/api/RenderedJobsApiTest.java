package io.djloperator.operator.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.djloperator.operator.kube.QuantitiesTest;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.scheduling.v1.PriorityClassBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FieldValidateable;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What the renderer's cases hold, asked of a real API server, in a namespace that enforces the level {@code restricted}. */
@NeedsApiServer
@ParameterizedClass(allowZeroInvocations = true)
@MethodSource("io.djloperator.operator.api.ApiServers#versions")
class RenderedJobsApiTest {
    private static final Path CASES = Path.of("src/test/resources/golden/trainer");

    @Parameter
    String version;

    private final String namespace =
            "restricted-" + UUID.randomUUID().toString().substring(0, 8);
    private KubernetesClient client;

    @BeforeEach
    void namespace() {
        client = ApiServers.admin(version);
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(namespace)
                        .addToLabels("pod-security.kubernetes.io/enforce", "restricted")
                        .addToLabels("pod-security.kubernetes.io/enforce-version", "latest")
                        .endMetadata()
                        .build())
                .create();
        for (var account : List.of("default", "trainer")) {
            client.resource(new ServiceAccountBuilder()
                            .withNewMetadata()
                            .withName(account)
                            .withNamespace(namespace)
                            .endMetadata()
                            .build())
                    .create();
        }
        client.resource(new PriorityClassBuilder()
                        .withNewMetadata()
                        .withName("batch-low")
                        .endMetadata()
                        .withValue(-10)
                        .build())
                .serverSideApply();
    }

    /** A Job is only warned of what Pod Security has against its pods; so each pod itself is asked for. */
    @Test
    void everyPodIsRestricted() throws IOException {
        var jobs = rendered(Job.class);
        assertThat(jobs).hasSizeGreaterThan(10);
        for (var job : jobs) {
            assertThat(created(pod(job)).getSpec().getNodeName())
                    .as(job.toString())
                    .isNull();
        }
        var capable = pod(jobs.get(0));
        capable.getSpec().getContainers().get(0).getSecurityContext().setCapabilities(null);
        assertThatThrownBy(() -> created(capable))
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining("violates PodSecurity");
    }

    /** Every field is one that this version knows, and nothing is stored otherwise than it was rendered. */
    @Test
    void everyChildIsStoredAsItIsRendered() throws IOException {
        for (var child : rendered(HasMetadata.class)) {
            var stored = created(child);
            assertThat(differences("", tree(child), tree(stored))).isEmpty();
        }
    }

    /** Where {@code stored} does not say, word for word, what {@code rendered} says; what it says beside is a default. */
    private static List<String> differences(String path, JsonNode rendered, JsonNode stored) {
        if (!rendered.isContainerNode()) {
            return rendered.equals(stored) ? List.of() : List.of(path + ": " + rendered + " is stored as " + stored);
        }
        var found = new ArrayList<String>();
        rendered.properties()
                .forEach(field -> found.addAll(
                        differences(path + "." + field.getKey(), field.getValue(), stored.path(field.getKey()))));
        for (int i = 0; i < rendered.size() && rendered.isArray(); i++) {
            found.addAll(differences(path + "[" + i + "]", rendered.get(i), stored.path(i)));
        }
        return found;
    }

    private static JsonNode tree(HasMetadata resource) {
        return Serialization.unmarshal(Serialization.asJson(resource), JsonNode.class);
    }

    @Test
    void amountsAreSpelledAsTheApiServerSpellsThem() {
        QuantitiesTest.SPELLINGS.forEach((written, canonical) -> {
            var quota = new ResourceQuotaBuilder()
                    .withNewMetadata()
                    .withName("amount")
                    .endMetadata()
                    .withNewSpec()
                    .addToHard("limits.memory", new Quantity(written))
                    .endSpec()
                    .build();
            assertThat(created(quota).getSpec().getHard().get("limits.memory").toString())
                    .as(written)
                    .isEqualTo(canonical);
        });
    }

    private static Pod pod(Job job) {
        var template = job.getSpec().getTemplate();
        if (template.getSpec().getServiceAccountName() == null) {
            template.getSpec()
                    .setServiceAccountName(
                            "default"); // as the admission of accounts would, which these servers do not have
        }
        return new PodBuilder()
                .withMetadata(template.getMetadata())
                .withSpec(template.getSpec())
                .editMetadata()
                .withName("pod")
                .addToLabels("batch.kubernetes.io/job-completion-index", "0")
                .endMetadata()
                .build();
    }

    /** As if it were created, with all checks and defaults. */
    private <T extends HasMetadata> T created(T resource) {
        resource.getMetadata().setNamespace(namespace);
        return client.resource(resource)
                .dryRun()
                .fieldValidation(FieldValidateable.Validation.STRICT)
                .create();
    }

    private static <T extends HasMetadata> List<T> rendered(Class<T> type) throws IOException {
        try (Stream<Path> folders = Files.list(CASES)) {
            return folders.sorted()
                    .map(folder -> folder.resolve("out.yaml"))
                    .flatMap(RenderedJobsApiTest::documents)
                    .filter(document -> document.contains("\nkind: "))
                    .map(document -> (HasMetadata) new KubernetesSerialization().unmarshal(document))
                    .filter(type::isInstance)
                    .map(type::cast)
                    .toList();
        }
    }

    private static Stream<String> documents(Path file) {
        try {
            return Stream.of(Files.readString(file).split("(?m)^---\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

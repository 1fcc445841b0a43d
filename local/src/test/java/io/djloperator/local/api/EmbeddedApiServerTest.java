package io.djloperator.local.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.djloperator.local.api.embedded.EmbeddedApiServer;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedApiServerTest {
    @TempDir
    static Path directory;

    static EmbeddedApiServer server;
    static KubernetesClient client;

    @BeforeAll
    static void start() {
        server = new EmbeddedApiServer(directory, (namespace, pod) -> Optional.empty());
        client = Clients.of(server.clientConfig());
        Definitions.apply(client);
    }

    @AfterAll
    static void stop() {
        client.close();
        server.close();
    }

    @AfterEach
    void clean() {
        client.genericKubernetesResources("djl-operator.io/v1alpha1", "TrainingJob")
                .inNamespace("default")
                .delete();
        client.configMaps().inNamespace("default").delete();
        client.pods().inNamespace("default").withGracePeriod(0).delete();
    }

    @Test
    void applyCreatesAndTheNextApplyOfTheSameManagerRemovesWhatItNoLongerNames() {
        apply("a", Map.of("x", "1", "y", "2"));
        apply("b", Map.of("z", "3"));
        var after = apply("a", Map.of("x", "1"));
        assertThat(after.getData()).isEqualTo(Map.of("x", "1", "z", "3"));
    }

    @Test
    void anApplyLeavesWhatAnotherManagerAppliedToo() {
        apply("a", Map.of("x", "1", "y", "2"));
        apply("b", Map.of("y", "2"));
        var after = apply("a", Map.of("x", "1"));
        assertThat(after.getData()).isEqualTo(Map.of("x", "1", "y", "2"));
    }

    @Test
    void theTextOfASecretIsEncoded() {
        var secret = client.resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName("s")
                        .withNamespace("default")
                        .endMetadata()
                        .addToStringData("word", "hello")
                        .build())
                .create();
        assertThat(secret.getData()).isEqualTo(Map.of("word", "aGVsbG8="));
        assertThat(secret.getStringData()).isNullOrEmpty();
    }

    @Test
    void anApplyThatChangesNothingIsNoWrite() {
        var first = apply("a", Map.of("x", "1"));
        var second = apply("a", Map.of("x", "1"));
        assertThat(second.getMetadata().getResourceVersion())
                .isEqualTo(first.getMetadata().getResourceVersion());
    }

    @Test
    void theMainPathLeavesTheStatusAloneAndTheStatusPathTheSpec() {
        var job = client.resource(job("hmda", 20)).create();
        job.setAdditionalProperty("status", Map.of("observedGeneration", 1));
        assertThat(client.resource(job).update().getAdditionalProperties()).doesNotContainKey("status");

        job = client.resource(job).get();
        job.setAdditionalProperty("status", Map.of("observedGeneration", 1));
        spec(job).put("suspend", true);
        var updated = client.resource(job).updateStatus();
        assertThat(updated.<Integer>get("status", "observedGeneration")).isEqualTo(1);
        assertThat(spec(updated)).doesNotContainEntry("suspend", true);
    }

    @Test
    void theGenerationCountsChangesOfTheSpecOnly() {
        var created = client.resource(job("hmda", 20)).create();
        assertThat(created.getMetadata().getGeneration()).isEqualTo(1);
        var labelled = client.resource(created).edit(job -> {
            job.getMetadata().setLabels(Map.of("a", "b"));
            return job;
        });
        assertThat(labelled.getMetadata().getGeneration()).isEqualTo(1);
        var suspended = client.resource(labelled).edit(job -> {
            spec(job).put("suspend", true);
            return job;
        });
        assertThat(suspended.getMetadata().getGeneration()).isEqualTo(2);
    }

    @Test
    void aStaleResourceVersionIsRefused() {
        var first = client.resource(configMap(Map.of("x", "1"))).create();
        apply("a", Map.of("x", "2"));
        first.setData(Map.of("x", "3"));
        assertThatThrownBy(() -> client.resource(first)
                        .lockResourceVersion(first.getMetadata().getResourceVersion())
                        .update())
                .isInstanceOfSatisfying(
                        KubernetesClientException.class,
                        e -> assertThat(e.getCode()).isEqualTo(409));
    }

    @Test
    void aFieldThatTheSchemaDoesNotKnowOrRefusesIsNamed() {
        var job = job("hmda", -1);
        spec(job).put("color", "red");
        assertThatThrownBy(() -> client.resource(job).create())
                .hasMessageContaining("unknown field \"spec.color\"")
                .hasMessageContaining("spec.training.epochs: Invalid value: -1: should be at least 1");
    }

    @Test
    void anUnknownNamespaceIsRefused() {
        var job = job("hmda", 1);
        job.getMetadata().setNamespace("nowhere");
        assertThatThrownBy(() -> client.resource(job).create())
                .hasMessageContaining("namespaces \"nowhere\" not found");
    }

    @Test
    void setBasedSelectorsSelect() {
        for (var tier : new String[] {"a", "b", "c"}) {
            client.resource(new ConfigMapBuilder()
                            .withNewMetadata()
                            .withName(tier)
                            .addToLabels("tier", tier)
                            .withNamespace("default")
                            .endMetadata()
                            .build())
                    .create();
        }
        var found = client.configMaps()
                .inNamespace("default")
                .withLabelIn("tier", "a", "c")
                .list()
                .getItems();
        assertThat(found).extracting(c -> c.getMetadata().getName()).containsExactly("a", "c");
        assertThat(client.configMaps()
                        .inNamespace("default")
                        .withLabelNotIn("tier", "a", "c")
                        .list()
                        .getItems())
                .extracting(c -> c.getMetadata().getName())
                .containsExactly("b");
    }

    @Test
    void aWatchShowsEveryChangeOnceAndInOrder() throws InterruptedException {
        var events = new LinkedBlockingQueue<String>();
        try (var watch = client.configMaps().inNamespace("default").watch(new Watcher<>() {
            @Override
            public void eventReceived(Action action, ConfigMap map) {
                events.add(action + " " + map.getData());
            }

            @Override
            public void onClose(WatcherException cause) {}
        })) {
            apply("a", Map.of("x", "1"));
            apply("a", Map.of("x", "2"));
            client.configMaps().inNamespace("default").withName("c").delete();
            assertThat(events.poll(5, TimeUnit.SECONDS)).isEqualTo("ADDED {x=1}");
            assertThat(events.poll(5, TimeUnit.SECONDS)).isEqualTo("MODIFIED {x=2}");
            assertThat(events.poll(5, TimeUnit.SECONDS)).isEqualTo("DELETED {x=2}");
            assertThat(watch).isNotNull();
        }
    }

    @Test
    void anObjectWithAFinalizerStaysUntilTheFinalizerIsGone() {
        var map = client.resource(new ConfigMapBuilder(configMap(Map.of()))
                        .editMetadata()
                        .addToFinalizers("example.com/wait")
                        .endMetadata()
                        .build())
                .create();
        client.resource(map).delete();
        assertThat(client.resource(map).get().getMetadata().getDeletionTimestamp())
                .isNotNull();
        client.configMaps().inNamespace("default").withName("c").edit(m -> {
            m.getMetadata().setFinalizers(null);
            return m;
        });
        assertThat(client.resource(map).get()).isNull();
    }

    @Test
    void aPodThatANodeRunsIsMarkedAndGoesWhenTheNodeSaysSo() {
        var pod = client.resource(new PodBuilder()
                        .withNewMetadata()
                        .withName("p")
                        .withNamespace("default")
                        .endMetadata()
                        .withNewSpec()
                        .withNodeName("node")
                        .addNewContainer()
                        .withName("c")
                        .withImage("i")
                        .endContainer()
                        .endSpec()
                        .build())
                .create();
        client.resource(pod).delete();
        assertThat(client.resource(pod).get().getMetadata().getDeletionGracePeriodSeconds())
                .isEqualTo(30);
        client.resource(pod).withGracePeriod(0).delete();
        assertThat(client.resource(pod).get()).isNull();
    }

    @Test
    void mergeAndStrategicPatchesChangeWhatTheyName() {
        apply("a", Map.of("x", "1", "y", "2"));
        var map = client.configMaps().inNamespace("default").withName("c");
        assertThat(map.patch(PatchContext.of(PatchType.JSON_MERGE), "{\"data\":{\"x\":null}}")
                        .getData())
                .isEqualTo(Map.of("y", "2"));
        assertThat(map.patch(PatchContext.of(PatchType.STRATEGIC_MERGE), "{\"data\":{\"z\":\"3\"}}")
                        .getData())
                .isEqualTo(Map.of("y", "2", "z", "3"));
        assertThat(map.patch(PatchContext.of(PatchType.JSON), "[{\"op\":\"remove\",\"path\":\"/data/y\"}]")
                        .getData())
                .isEqualTo(Map.of("z", "3"));
    }

    @Test
    void withoutTheTokenNothingIsAnswered() {
        var config = server.clientConfig();
        config.setOauthToken("wrong");
        config.setAutoOAuthToken("wrong");
        try (var stranger = Clients.of(config)) {
            assertThatThrownBy(() -> stranger.pods().inNamespace("default").list())
                    .isInstanceOfSatisfying(
                            KubernetesClientException.class,
                            e -> assertThat(e.getCode()).isEqualTo(401));
        }
    }

    private static ConfigMap apply(String manager, Map<String, String> data) {
        return client.resource(configMap(data))
                .fieldManager(manager)
                .forceConflicts()
                .serverSideApply();
    }

    private static ConfigMap configMap(Map<String, String> data) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName("c")
                .withNamespace("default")
                .endMetadata()
                .withData(data)
                .build();
    }

    private static GenericKubernetesResource job(String name, int epochs) {
        return client.getKubernetesSerialization()
                .unmarshal("""
                        apiVersion: djl-operator.io/v1alpha1
                        kind: TrainingJob
                        metadata: {name: %s, namespace: default}
                        spec:
                          data:
                            tabular:
                              tables: [{name: hmda, uri: "configMap://hmda/hmda.csv"}]
                              target: deny
                              task: classification
                          model: {mlp: {hiddenUnits: [16]}}
                          training: {epochs: %d}
                          output: {uri: "pvc://models/hmda"}
                        """.formatted(name, epochs), GenericKubernetesResource.class);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> spec(GenericKubernetesResource resource) {
        return (Map<String, Object>) resource.getAdditionalProperties().get("spec");
    }
}

package io.djloperator.operator.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.djloperator.api.v1alpha1.TrainingJob;
import io.djloperator.api.v1alpha1.TrainingJobStatus.MetricValue;
import io.djloperator.operator.kube.TrainingJobCache;
import io.djloperator.operator.report.TestEndpoint;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of reports: how often they are written, and that no writer spoils another's work. */
@NeedsApiServer
@ParameterizedClass(allowZeroInvocations = true)
@MethodSource("io.djloperator.operator.api.ApiServers#versions")
class ReportWritersApiTest {
    @Parameter
    String version;

    private final Requests requests = new Requests();
    private ReportScene scene;
    private KubernetesClient client;

    @BeforeEach
    void start() {
        scene = new ReportScene(ApiServers.admin(version));
        client = ApiServers.operator(version, requests);
    }

    @AfterEach
    void stop() {
        client.close();
    }

    private static String metric(String name, int step, String value) {
        return "{\"step\":%d,\"metrics\":[{\"name\":\"%s\",\"value\":%s}]}".formatted(step, name, value);
    }

    private static void accepted(TestEndpoint endpoint, String token, String report) {
        var answer = endpoint.post(token, report);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    }

    private String curve(String wanted) {
        return scene.scene
                .await(
                        ConfigMap.class,
                        "churn-curve",
                        map -> map.getData().get("curve.json").contains(wanted))
                .getData()
                .get("curve.json");
    }

    @Test
    void curveIsAChildOfTheJobAndGrowsWithoutBeingRead() {
        var token = scene.token(scene.running("churn"));
        try (var endpoint = TestEndpoint.unlimited(client, scene.cache())) {
            for (var step = 1; step <= 4; step++) {
                accepted(endpoint, token, metric("train/loss", step, "0." + (9 - step)));
                curve("[" + step + ",");
            }
            assertThat(curve(""))
                    .isEqualTo("{\n\"train/loss\": [[1,null,0.8],[2,null,0.7],[3,null,0.6],[4,null,0.5]]\n}\n");
        }
        var map = scene.scene.find(ConfigMap.class, "churn-curve").orElseThrow();
        var owner = map.getMetadata().getOwnerReferences().get(0);
        assertThat(owner.getKind()).isEqualTo("TrainingJob");
        assertThat(owner.getController()).isTrue();
        assertThat(map.getMetadata().getLabels())
                .containsEntry("djl-operator.io/training-job", "churn")
                .containsEntry("app.kubernetes.io/component", "curve");
        assertThat(requests.matching(r -> r.resource().equals("configmaps")))
                .extracting(Requests.Request::verb)
                .containsExactly("get", "create", "update", "update", "update");
    }

    @Test
    void manyReportsOfAJobAreFewWrites() {
        var token = scene.token(scene.running("churn"));
        try (var endpoint = TestEndpoint.limited(client, scene.cache())) {
            for (var step = 1; step <= 10; step++) {
                accepted(endpoint, token, metric("train/loss", step, "1"));
            }
            scene.scene.await(
                    TrainingJob.class,
                    "churn",
                    job -> job.getStatus() != null && job.getStatus().progress().step() == 10);
        }
        assertThat(requests.matching(r -> r.resource().equals("trainingjobs/status")))
                .as("the first at once, all others together after 5 s")
                .hasSize(2);
    }

    @Test
    void epochsOfAJobThatIsJudgedAreWrittenAsTheyCome() {
        var pod = scene.running("churn");
        scene.scene
                .client
                .resources(TrainingJob.class)
                .inNamespace(scene.scene.namespace)
                .withName("churn")
                .edit(job -> {
                    job.getMetadata().setLabels(Map.of("djl-operator.io/search", "s"));
                    return job;
                });
        var token = scene.token(pod);
        try (var endpoint = TestEndpoint.limited(client, scene.cache())) {
            var begin = System.nanoTime();
            for (var epoch = 1; epoch <= 4; epoch++) {
                var wanted = epoch;
                accepted(
                        endpoint,
                        token,
                        "{\"epoch\":%d,\"metrics\":[{\"name\":\"loss\",\"value\":1}]}".formatted(epoch));
                scene.scene.await(
                        TrainingJob.class,
                        "churn",
                        job -> job.getStatus() != null
                                && job.getStatus().metrics().get(0).epoch() == wanted);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(4));
        }
        assertThat(requests.matching(r -> r.resource().equals("trainingjobs/status")))
                .hasSize(4);
    }

    @Test
    void twoReplicasKeepWhatEachOtherHasWritten() {
        var token = scene.token(scene.running("churn"));
        try (var one = TestEndpoint.unlimited(client, scene.cache());
                var other = TestEndpoint.unlimited(client, scene.cache())) {
            accepted(one, token, metric("a", 1, "1"));
            curve("\"a\": [[1,");
            accepted(other, token, metric("b", 2, "2"));
            curve("\"b\": [[2,");
            accepted(one, token, metric("a", 3, "3"));
            assertThat(curve("[3,")).isEqualTo("{\n\"a\": [[1,null,1],[3,null,3]],\n\"b\": [[2,null,2]]\n}\n");
            var job = scene.scene.await(
                    TrainingJob.class,
                    "churn",
                    found -> found.getStatus().progress().step() == 3);
            assertThat(job.getStatus().metrics())
                    .containsExactly(
                            new MetricValue("a", null, "3", 3L, null), new MetricValue("b", null, "2", 2L, null));
        }
    }

    @Test
    void replicaThatHasNotSeenTheEndOverwritesNothing() {
        var token = scene.token(scene.running("churn"));
        var before = scene.scene.find(TrainingJob.class, "churn");
        var job = scene.scene.find(Job.class, "churn");
        var late = new TrainingJobCache();
        late.bind((namespace, name) -> before, (namespace, name) -> job);
        scene.ends("churn");
        try (var endpoint = TestEndpoint.unlimited(client, late)) {
            accepted(endpoint, token, "{\"epoch\":3}");
            var retried =
                    endpoint.meters.counter("djl.operator.report.writes", "target", "status", "outcome", "retried");
            Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> retried.count() >= 2);
        }
        var status = scene.scene.find(TrainingJob.class, "churn").orElseThrow().getStatus();
        assertThat(status.progress()).isNull();
        assertThat(Scene.reason(status.conditions(), "Succeeded")).isEqualTo("Completed");
    }

    @Test
    void jobOfTheSameNameThatCameLaterGetsNothingFromTheFormersPod() {
        var pod = scene.running("churn");
        var token = scene.token(pod);
        scene.scene
                .client
                .resource(scene.scene.find(TrainingJob.class, "churn").orElseThrow())
                .delete();
        Awaitility.await()
                .atMost(10, TimeUnit.SECONDS)
                .until(() -> scene.scene.find(TrainingJob.class, "churn").isEmpty());
        scene.scene.createTrainingJob("churn");
        try (var endpoint = TestEndpoint.unlimited(client, scene.cache())) {
            assertThat(endpoint.post(token, "{\"epoch\":3}").statusCode()).isEqualTo(403);
        }
    }

    @Test
    void configMapOfAStrangerIsLeftAlone() {
        scene.scene
                .client
                .resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName("churn-curve")
                        .withNamespace(scene.scene.namespace)
                        .endMetadata()
                        .withData(Map.of("curve.json", "mine"))
                        .build())
                .create();
        var token = scene.token(scene.running("churn"));
        try (var endpoint = TestEndpoint.unlimited(client, scene.cache())) {
            accepted(endpoint, token, metric("train/loss", 1, "1"));
            var refused =
                    endpoint.meters.counter("djl.operator.report.writes", "target", "curve", "outcome", "refused");
            Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> refused.count() == 1);
            scene.scene.await(TrainingJob.class, "churn", job -> job.getStatus() != null);
            accepted(endpoint, token, metric("train/loss", 2, "1"));
            Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> refused.count() == 2);
        }
        assertThat(requests.matching(r -> r.isWrite() && r.resource().equals("events")))
                .as("it is told once")
                .hasSize(1);
        assertThat(scene.scene
                        .client
                        .events()
                        .v1()
                        .events()
                        .inNamespace(scene.scene.namespace)
                        .list()
                        .getItems())
                .extracting(event -> event.getReason() + " " + event.getNote())
                .containsExactly(
                        "NameTaken no curve is kept: ConfigMap \"churn-curve\" exists and does not belong to this TrainingJob:"
                                + " delete or rename it");
        assertThat(scene.scene
                        .find(ConfigMap.class, "churn-curve")
                        .orElseThrow()
                        .getData())
                .isEqualTo(Map.of("curve.json", "mine"));
    }

    @Test
    void curveThatSomebodyDeletesIsMadeAnew() {
        var token = scene.token(scene.running("churn"));
        try (var endpoint = TestEndpoint.unlimited(client, scene.cache())) {
            accepted(endpoint, token, metric("train/loss", 1, "1"));
            curve("[1,");
            scene.scene
                    .client
                    .resource(scene.scene.find(ConfigMap.class, "churn-curve").orElseThrow())
                    .delete();
            accepted(endpoint, token, metric("train/loss", 2, "1"));
            assertThat(curve("[2,")).isEqualTo("{\n\"train/loss\": [[2,null,1]]\n}\n");
        }
    }

    @Test
    void lastPointsOfAJobThatHasEndedAreInItsCurve() {
        var token = scene.token(scene.running("churn"));
        var job = scene.scene.find(Job.class, "churn");
        var ended = new boolean[1];
        var cache = new TrainingJobCache();
        cache.bind(
                (namespace, name) -> {
                    // The end comes between the report and its writing.
                    var found = scene.scene.find(TrainingJob.class, name);
                    if (!ended[0]) {
                        ended[0] = true;
                        scene.ends("churn");
                    }
                    return found;
                },
                (namespace, name) -> Optional.of(job.orElseThrow()));
        try (var endpoint = TestEndpoint.unlimited(client, cache)) {
            accepted(endpoint, token, metric("train/loss", 1, "1"));
            curve("[1,");
            var obsolete =
                    endpoint.meters.counter("djl.operator.report.writes", "target", "status", "outcome", "obsolete");
            Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> obsolete.count() == 1);
        }
    }
}

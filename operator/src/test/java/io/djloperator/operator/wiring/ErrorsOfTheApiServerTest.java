package io.djloperator.operator.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.djloperator.api.v1alpha1.TrainingJob;
import io.djloperator.operator.golden.TestReconcilers;
import io.djloperator.operator.kube.TrainingJobCache;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.mockwebserver.http.Headers;
import io.fabric8.mockwebserver.http.RecordedRequest;
import io.fabric8.mockwebserver.utils.ResponseProvider;
import io.javaoperatorsdk.operator.Operator;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ring 2: what becomes of errors that a real API server gives only in bad times. */
@EnableKubernetesMockClient(crud = true)
class ErrorsOfTheApiServerTest {
    private static final String JOBS = "/apis/batch/v1/namespaces/test/jobs";
    private static final String STATUS =
            "/apis/djl-operator.io/v1alpha1/namespaces/test/trainingjobs/churn/status?fieldManager=trainingjob&force=true";

    KubernetesMockServer server;
    KubernetesClient client;

    private final List<String> statuses = new CopyOnWriteArrayList<>();
    private final Map<RecordedRequest, String> bodies = new ConcurrentHashMap<>();
    private Operator operator;
    private TrainingJob job;

    @BeforeEach
    void job() {
        job = Serialization.unmarshal("""
                apiVersion: djl-operator.io/v1alpha1
                kind: TrainingJob
                metadata: {name: churn, namespace: test}
                spec:
                  data: {tabular: {tables: [{name: t, uri: "configMap://data/t.csv"}], target: y, task: classification}}
                  model: {mlp: {}}
                  output: {uri: "pvc://models/churn"}
                """, TrainingJob.class);
    }

    @AfterEach
    void stop() {
        operator.stop();
    }

    private void start() {
        // The mock server knows no server-side apply: it answers with the object as it was.
        server.expect().patch().withPath(STATUS).andReply(statusAnswers).always();
        operator = new Operator(configuration -> configuration
                .withKubernetesClient(client)
                .withCloseClientOnStop(false)
                .withReconciliationTerminationTimeout(Duration.ZERO)
                .checkingCRDAndValidateLocalModel(false));
        operator.register(TestReconcilers.trainingJob(client, new TrainingJobCache()));
        job = client.resource(job).create();
        operator.start();
    }

    /** As a real API server does whose schema is narrower than the operator believes. */
    private final ResponseProvider<Object> statusAnswers = new ResponseProvider<>() {
        @Override
        public int getStatusCode(RecordedRequest request) {
            return refuses(body(request)) ? 422 : 200;
        }

        @Override
        public Object getBody(RecordedRequest request) {
            statuses.add(body(request));
            return refuses(body(request)) ? error(422, "status.model: Invalid value") : job;
        }

        /** A body can be read once. */
        private String body(RecordedRequest request) {
            return bodies.computeIfAbsent(request, RecordedRequest::getUtf8Body);
        }

        private boolean refuses(String status) {
            return status.contains("\"model\"");
        }

        @Override
        public Headers getHeaders() {
            return Headers.builder().build();
        }

        @Override
        public void setHeaders(Headers headers) {}
    };

    @Test
    void overloadedServerIsAskedAgainUntilTheJobIsThere() {
        server.expect()
                .post()
                .withPath(JOBS)
                .andReturn(500, error(500, "etcd is slow"))
                .once();
        server.expect()
                .post()
                .withPath(JOBS)
                .andReturn(429, error(429, "too many requests"))
                .once();
        start();
        await(() ->
                client.batch().v1().jobs().inNamespace("test").withName("churn").get() != null);
        assertThat(client.batch().v1().jobs().inNamespace("test").list().getItems())
                .extracting(Job::getKind)
                .hasSize(1);
        await(() -> statuses.stream().anyMatch(status -> status.contains("\"Pending\"")));
    }

    @Test
    void refusedJobIsInTheStatusWithTheServersWords() {
        server.expect()
                .post()
                .withPath(JOBS)
                .andReturn(403, error(403, "exceeded quota: gpus, requested: 1, used: 8, limited: 8"))
                .always();
        start();
        await(() -> !statuses.isEmpty());
        assertThat(statuses.get(0))
                .contains(
                        "\"Blocked\"",
                        "ChildRefused: exceeded quota: gpus, requested: 1, used: 8, limited: 8",
                        "\"Reconciling\"");
    }

    @Test
    void conflictOfTheStatusWriteIsRetriedAndMakesNoSecondJob() {
        server.expect()
                .patch()
                .withPath(STATUS)
                .andReturn(409, error(409, "the object has been modified"))
                .once();
        start();
        await(() -> !statuses.isEmpty());
        assertThat(client.batch().v1().jobs().inNamespace("test").list().getItems())
                .hasSize(1);
    }

    @Test
    void jobWhoseResultTheServerDoesNotTakeEndsWithoutItAndIsToldOnce() {
        start();
        await(() -> !statuses.isEmpty());
        var child = client.batch().v1().jobs().inNamespace("test").withName("churn");
        client.resource(pod(child.get())).create();
        child.edit(found -> new JobBuilder(found)
                .withNewStatus()
                .withStartTime("2026-01-01T00:00:00Z")
                .withCompletionTime("2026-01-01T00:01:00Z")
                .addNewCondition()
                .withType("Complete")
                .withStatus("True")
                .endCondition()
                .endStatus()
                .build());
        await(() -> statuses.stream().anyMatch(status -> status.contains("\"ResultLost\"")));
        assertThat(statuses.get(statuses.size() - 1))
                .contains("the API server does not take what the pod handed over: status.model: Invalid value")
                .doesNotContain("\"model\"");
        await(() -> reasons().contains("ResultLost"));
        assertThat(reasons()).as("an Event of what never stood in the status").doesNotContain("Completed");
    }

    private List<String> reasons() {
        return client.events().v1().events().inNamespace("test").list().getItems().stream()
                .map(event -> event.getReason())
                .toList();
    }

    private static Pod pod(Job owner) {
        return new PodBuilder()
                .withNewMetadata()
                .withName("churn-a")
                .withNamespace("test")
                .withLabels(owner.getSpec().getTemplate().getMetadata().getLabels())
                .withCreationTimestamp("2026-01-01T00:00:00Z")
                .addNewOwnerReference()
                .withApiVersion("batch/v1")
                .withKind("Job")
                .withName("churn")
                .withUid(owner.getMetadata().getUid())
                .withController(true)
                .endOwnerReference()
                .endMetadata()
                .withNewStatus()
                .withPhase("Succeeded")
                .addNewContainerStatus()
                .withName("trainer")
                .withNewState()
                .withNewTerminated()
                .withExitCode(0)
                .withMessage("{\"reason\":\"Completed\",\"model\":{\"uri\":\"pvc://models/churn\",\"digest\":\"sha256:"
                        + "0".repeat(64) + "\",\"version\":\"000000000000\"}}")
                .endTerminated()
                .endState()
                .endContainerStatus()
                .endStatus()
                .build();
    }

    private static Object error(int code, String message) {
        return new StatusBuilder()
                .withCode(code)
                .withMessage(message)
                .withStatus("Failure")
                .build();
    }

    private static void await(Callable<Boolean> holds) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .pollInterval(50, TimeUnit.MILLISECONDS)
                .until(holds);
    }
}

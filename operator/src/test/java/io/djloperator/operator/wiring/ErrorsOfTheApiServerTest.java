package io.djloperator.operator.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.djloperator.api.v1alpha1.TrainingJob;
import io.djloperator.operator.golden.TestReconcilers;
import io.djloperator.operator.kube.TrainingJobCache;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.mockwebserver.http.RecordedRequest;
import io.javaoperatorsdk.operator.Operator;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
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
        server.expect().patch().withPath(STATUS).andReply(200, this::record).always();
        operator = new Operator(configuration -> configuration
                .withKubernetesClient(client)
                .withCloseClientOnStop(false)
                .withReconciliationTerminationTimeout(Duration.ZERO)
                .checkingCRDAndValidateLocalModel(false));
        operator.register(TestReconcilers.trainingJob(client, new TrainingJobCache()));
        job = client.resource(job).create();
        operator.start();
    }

    private Object record(RecordedRequest request) {
        statuses.add(request.getUtf8Body());
        return job;
    }

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

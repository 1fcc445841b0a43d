package io.djloperator.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.djloperator.api.v1alpha1.ModelDeploymentSpec;
import io.djloperator.api.v1alpha1.ModelSource;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.RollableScalableResource;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The example of the README, applied as the README says, and what happens to it afterwards. */
@NeedsCluster
class HmdaExampleTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NAME = "hmda";
    private static Scene scene;

    @BeforeAll
    static void applyTheExample() {
        scene = new Scene(NAME);
        scene.kubectl("apply", "-f", "examples/hmda/");
        try {
            scene.kubectl("wait", "--for=condition=Succeeded", "--timeout=120s", "tj/hmda");
            scene.kubectl("wait", "--for=condition=Ready", "--timeout=120s", "mdep/hmda");
        } catch (IllegalStateException e) {
            throw new IllegalStateException(scene.kubectl("get", "tj,mdep,pods,pvc,events", "-o", "wide"), e);
        }
    }

    @BeforeEach
    void itServes() {
        scene.awaitReady(NAME);
    }

    @AfterAll
    static void close() {
        scene.close();
    }

    @Test
    void serviceAnswersWhatTheTrainerPredictedForTheSameRows() throws IOException {
        var samples = samples();
        var rows = samples.stream().map(sample -> sample.get("input")).toList();

        var answer = predict(JSON.writeValueAsString(rows));

        assertThat(answer.status()).isEqualTo(200);
        var predictions = JSON.readTree(answer.body());
        assertThat(predictions).hasSameSizeAs(samples);
        for (int i = 0; i < samples.size(); i++) {
            var expected = samples.get(i).get("output").get("deny");
            for (var name : List.of("no", "yes")) {
                assertThat(predictions.get(i).get("deny").get(name).asDouble())
                        .as("row %d, %s", i, name)
                        .isEqualTo(expected.get(name).asDouble(), within(1e-5));
            }
        }
    }

    @Test
    void kubectlGetTellsStateMetricAndUrl() {
        var printed = scene.kubectl("get", "tj,mdep");

        System.out.println("$ kubectl get tj,mdep\n" + printed);
        assertThat(printed.lines().filter(line -> line.contains("trainingjob.djl-operator.io/hmda")))
                .singleElement()
                .asString()
                .contains("Completed", "test/auc", version());
        assertThat(printed.lines().filter(line -> line.contains("modeldeployment.djl-operator.io/hmda")))
                .singleElement()
                .asString()
                .contains("True", "Serving", version(), "http://hmda." + scene.namespace + ".svc/predictions/hmda");
    }

    @Test
    void podsAreAdmittedWhereTheRestrictedStandardIsEnforced() {
        var privileged = new PodBuilder()
                .withNewMetadata()
                .withName("privileged")
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("shell")
                .withImage("djl-operator/trainer:0.1.0")
                .withNewSecurityContext()
                .withPrivileged(true)
                .endSecurityContext()
                .endContainer()
                .endSpec()
                .build();

        assertThatThrownBy(() -> Scene.CLIENT
                        .resource(privileged)
                        .inNamespace(scene.namespace)
                        .create())
                .as("the standard is enforced")
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining("restricted");
        assertThat(scene.podsOf("model-deployment", NAME)).hasSize(2);
    }

    @Test
    void deletedServingDeploymentComesBackByOneWrite() {
        var former = deployment().get().getMetadata().getUid();

        deployment().delete();

        await("another Deployment")
                .until(
                        () -> deployment().get(),
                        found -> found != null && !found.getMetadata().getUid().equals(former));
        scene.awaitReady(NAME);
        assertThat(deployment().get().getMetadata().getGeneration()).isEqualTo(1);
    }

    @Test
    void editedServingDeploymentIsRestoredByOneWrite() {
        var before = deployment().get();

        deployment().edit(HmdaExampleTest::withSmallQueue);

        await("one edit of ours, one of the operator's, and then none")
                .during(Duration.ofSeconds(5))
                .atMost(Duration.ofSeconds(30))
                .until(
                        () -> deployment().get(),
                        found -> queueSize(found).equals(queueSize(before))
                                && found.getMetadata().getGeneration()
                                        == before.getMetadata().getGeneration() + 2);
        scene.awaitReady(NAME);
    }

    @Test
    void finishedJobIsNotRunAgainWhenItsChildrenAreDeleted() {
        scene.kubectl("delete", "job,pod", "-l", "djl-operator.io/training-job=hmda", "--wait");

        OperatorPods.restart();

        await("no Job and no pod for 15 s")
                .during(Duration.ofSeconds(15))
                .atMost(Duration.ofSeconds(25))
                .until(() -> scene.jobsOf(NAME).isEmpty()
                        && scene.podsOf("training-job", NAME).isEmpty());
        assertThat(scene.succeeded(NAME).reason()).isEqualTo("Completed");
    }

    @Test
    void modelOfAnotherDigestIsRefusedAndNothingServes() {
        var uri = scene.trainingJob(NAME).getStatus().model().uri();
        scene.create("""
                apiVersion: djl-operator.io/v1alpha1
                kind: ModelDeployment
                metadata: {name: forged}
                spec:
                  model: {uri: "%s", sha256: "%s"}
                  resources: {cpu: 200m, memory: 512Mi}
                """.formatted(uri, "0123456789abcdef".repeat(4)));
        try {
            var ready = await("the refusal")
                    .atMost(Duration.ofSeconds(60))
                    .until(
                            () -> scene.ready("forged"),
                            condition -> condition.reason().equals("ModelRefused"));

            System.out.println("forged: " + ready.message());
            assertThat(ready.status()).isEqualTo("False");
            assertThat(ready.message()).contains("sha256");
            assertThat(scene.modelDeployment("forged").getStatus().readyReplicas())
                    .isZero();
        } finally {
            scene.kubectl("delete", "mdep/forged", "--wait");
        }
    }

    @Test
    void updateToAnotherModelFailsNoRequest() throws IOException {
        var formerVersion = scene.modelDeployment(NAME).getStatus().model().version();
        scene.create(anotherSeed());
        scene.awaitState("hmda-2", "Completed", Duration.ofSeconds(120));
        var row = JSON.writeValueAsString(samples().get(0).get("input"));

        try (var load = Load.start(() -> predict(row))) {
            load.awaitRequests(100);
            follow("hmda-2");
            await("the new model").until(() -> served().equals(modelOf("hmda-2")));
            scene.awaitReady(NAME);
            load.awaitRequests(100);

            var report = load.stop();
            System.out.println("update from %s to %s under load: %s".formatted(formerVersion, served(), report));
            assertThat(report.failures()).isEmpty();
        } finally {
            follow(NAME);
        }
    }

    private static void follow(String job) {
        scene.modelDeployments().withName(NAME).edit(found -> {
            var spec = found.getSpec();
            var source = new ModelSource(new ModelSource.FromTrainingJob(job), null, null);
            found.setSpec(new ModelDeploymentSpec(source, spec.server(), spec.resources(), spec.replicas()));
            return found;
        });
        await("the choice").until(() -> served().equals(modelOf(job)));
    }

    private static String served() {
        return scene.modelDeployment(NAME).getStatus().model().version();
    }

    private static String modelOf(String job) {
        return scene.trainingJob(job).getStatus().model().version();
    }

    private static String version() {
        return modelOf(NAME);
    }

    /** The example's job under another name, with another seed and a smaller share of the node. */
    private static String anotherSeed() throws IOException {
        var yaml = Files.readString(Command.ROOT.resolve("examples/hmda/training-job.yaml"));
        var other = yaml.replace("name: hmda\n", "name: hmda-2\n")
                .replaceAll("(?m)^    seed: 42$", "    seed: 43")
                .replaceAll("(?m)^  resources: .*$", "  resources: {cpu: 400m, memory: 1Gi}");
        assertThat(other).contains("name: hmda-2", "seed: 43", "400m");
        return other;
    }

    private static List<JsonNode> samples() throws IOException {
        var file =
                scene.folderOfClaim("models").resolve("hmda").resolve(version()).resolve("samples.jsonl");
        try (var lines = JSON.readerFor(JsonNode.class).<JsonNode>readValues(file.toFile())) {
            return lines.readAll();
        }
    }

    private static Http predict(String json) throws IOException {
        var service = Scene.CLIENT
                .services()
                .inNamespace(scene.namespace)
                .withName(NAME)
                .get();
        return Http.post(service.getSpec().getClusterIP(), 80, "/predictions/hmda", json);
    }

    private static RollableScalableResource<Deployment> deployment() {
        return Scene.CLIENT.apps().deployments().inNamespace(scene.namespace).withName(NAME);
    }

    private static Deployment withSmallQueue(Deployment deployment) {
        var server =
                deployment.getSpec().getTemplate().getSpec().getContainers().get(0);
        server.getEnv().stream()
                .filter(variable -> variable.getName().equals("SERVING_JOB_QUEUE_SIZE"))
                .forEach(variable -> variable.setValue("7"));
        return deployment;
    }

    private static String queueSize(Deployment deployment) {
        return deployment.getSpec().getTemplate().getSpec().getContainers().get(0).getEnv().stream()
                .filter(variable -> variable.getName().equals("SERVING_JOB_QUEUE_SIZE"))
                .map(variable -> variable.getValue())
                .findFirst()
                .orElse("");
    }
}

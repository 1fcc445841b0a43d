package io.djloperator.local.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.djloperator.local.api.ApiServer;
import io.djloperator.local.api.Clients;
import io.djloperator.local.api.Definitions;
import io.djloperator.local.api.embedded.EmbeddedApiServer;
import io.djloperator.local.controller.ControlPlane;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenReview;
import io.fabric8.kubernetes.api.model.authentication.TokenReviewBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Control plane and node together; the container's program is a shell, its one argument the script. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "programs run through /bin/sh")
class LocalClusterTest {
    @TempDir
    Path root;

    private ApiServer server;
    private KubernetesClient client;
    private ControlPlane controlPlane;
    private Node node;

    ApiServer server(Path folder) {
        return new EmbeddedApiServer(folder, (namespace, pod) -> Optional.empty());
    }

    @BeforeEach
    void start() {
        server = server(root);
        client = Clients.of(server.clientConfig());
        Definitions.apply(client);
        controlPlane = new ControlPlane(client, new Claims(root.resolve("volumes")));
        node = new Node(
                client,
                root,
                container -> container.getImage().equals("shell")
                        ? Optional.of(new Catalogue.Program(List.of("/bin/sh", "-c"), Map.of()))
                        : Optional.empty());
        controlPlane.start();
    }

    @AfterEach
    void stop() {
        node.close();
        controlPlane.close();
        client.close();
        server.close();
    }

    @Test
    void aJobReadsItsConfigMapWritesToItsClaimAndLeavesAMessage() throws Exception {
        claim("models");
        client.resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName("text")
                        .withNamespace("default")
                        .endMetadata()
                        .addToData("word", "hello")
                        .build())
                .create();
        var job = client.resource(job("cat /in/word > /out/word; echo done > /dev/termination-log", "shell"))
                .create();
        eventually(() -> condition(job, "Complete"));
        assertThat(root.resolve("volumes/default/models/word")).hasContent("hello");
        assertThat(pod(job).getStatus()
                        .getContainerStatuses()
                        .get(0)
                        .getState()
                        .getTerminated()
                        .getMessage())
                .isEqualTo("done\n");
    }

    @Test
    void aPodReadsItsAnnotationAndATokenThatTheApiServerKnowsAsItsOwn() throws Exception {
        claim("models");
        var job = client.resource(projecting(
                        job("cat $SPEC > /out/spec; cat /in/report-token > /out/token; echo $POD > /out/pod", "shell")))
                .create();
        eventually(() -> condition(job, "Complete") || condition(job, "Failed"));
        var out = root.resolve("volumes/default/models");
        var pod = pod(job);
        assertThat(out.resolve("spec")).hasContent("{\"epochs\": 20}");
        assertThat(out.resolve("pod")).hasContent(pod.getMetadata().getName());

        var token = Files.readString(out.resolve("token")).strip();
        var status = review(token, "djl-operator.io/report").getStatus();
        assertThat(status.getAuthenticated()).isTrue();
        assertThat(status.getAudiences()).containsExactly("djl-operator.io/report");
        assertThat(status.getUser().getUsername()).isEqualTo("system:serviceaccount:default:default");
        assertThat(status.getUser().getExtra())
                .containsEntry(
                        "authentication.kubernetes.io/pod-name",
                        List.of(pod.getMetadata().getName()))
                .containsEntry(
                        "authentication.kubernetes.io/pod-uid",
                        List.of(pod.getMetadata().getUid()));
        assertThat(review(token, "another").getStatus().getAuthenticated()).isNotEqualTo(true);

        client.resource(job).delete();
        eventually(() -> client.pods().inNamespace("default").list().getItems().isEmpty());
        // The real API server believes a token for ten more seconds after it has seen it.
        await().atMost(Duration.ofSeconds(30))
                .until(() -> !Boolean.TRUE.equals(
                        review(token, "djl-operator.io/report").getStatus().getAuthenticated()));
    }

    @Test
    void anIndexedJobWaitsWithAReason() {
        claim("models");
        text();
        var indexed = job("exit 0", "shell");
        indexed.getSpec().setCompletionMode("Indexed");
        indexed.getSpec().setCompletions(2);
        indexed.getSpec().setParallelism(2);
        var job = client.resource(indexed).create();
        eventually(() -> pod(job).getStatus().getConditions().stream()
                .anyMatch(c ->
                        c.getType().equals("PodScheduled") && c.getMessage().contains("run no pod of an Indexed Job")));
    }

    @Test
    void anExitCodeOfTheFailurePolicyEndsTheJob() {
        claim("models");
        text();
        var job = client.resource(job("exit 12", "shell")).create();
        eventually(() -> condition(job, "Failed"));
        var terminated =
                pod(job).getStatus().getContainerStatuses().get(0).getState().getTerminated();
        assertThat(terminated.getExitCode()).isEqualTo(12);
        assertThat(pod(job).getStatus().getPhase()).isEqualTo("Failed");
    }

    @Test
    void aMissingClaimIsSaidInTheSchedulersWordsUntilItIsThere() {
        text();
        var job = client.resource(job("exit 0", "shell")).create();
        eventually(() -> pod(job).getStatus().getConditions().stream()
                .anyMatch(c -> c.getType().equals("PodScheduled")
                        && "persistentvolumeclaim \"models\" not found".equals(c.getMessage())));
        claim("models");
        eventually(() -> condition(job, "Complete"));
    }

    @Test
    void anImageThatNoProgramStandsForIsNotStarted() {
        claim("models");
        text();
        var job = client.resource(job("exit 0", "docker.io/library/miner")).create();
        eventually(() -> pod(job).getStatus().getContainerStatuses().stream()
                .anyMatch(c -> c.getState().getWaiting() != null
                        && c.getState().getWaiting().getReason().equals("ErrImagePull")));
    }

    @Test
    void aDeletedJobTakesItsRunningPodAlong() {
        claim("models");
        text();
        var job = client.resource(job("sleep 300", "shell")).create();
        eventually(
                () -> pod(job) != null && "Running".equals(pod(job).getStatus().getPhase()));
        client.resource(job).delete();
        eventually(() -> client.pods().inNamespace("default").list().getItems().isEmpty());
    }

    @Test
    void aDeploymentIsUpdatedPodByPodAndScaled() {
        var deployment = client.resource(deployment(2, "sleep 300")).create();
        eventually(() -> ready(deployment) == 2);
        var first = names();
        client.resource(deployment(2, "sleep 301")).forceConflicts().serverSideApply();
        eventually(() -> names().size() == 2 && names().stream().noneMatch(first::contains) && ready(deployment) == 2);
        client.apps().deployments().inNamespace("default").withName("d").edit(d -> {
            d.getSpec().setReplicas(0);
            return d;
        });
        eventually(() -> names().isEmpty());
    }

    @Test
    void aClosedNodeLeavesNoProgram() throws Exception {
        claim("models");
        text();
        // Kubernetes makes one $ of two.
        client.resource(job("echo $$$$ > /out/pid; exec sleep 300", "shell")).create();
        var pidFile = root.resolve("volumes/default/models/pid");
        eventually(() -> Files.exists(pidFile) && !Files.readString(pidFile).isBlank());
        var program = ProcessHandle.of(Long.parseLong(Files.readString(pidFile).strip()))
                .orElseThrow();
        assertThat(program.isAlive()).isTrue();
        node.close();
        eventually(() -> !program.isAlive());
    }

    private TokenReview review(String token, String audience) {
        return client.resource(new TokenReviewBuilder()
                        .withNewSpec()
                        .withToken(token)
                        .withAudiences(audience)
                        .endSpec()
                        .build())
                .create();
    }

    /** The job with a projected volume at {@code /in}, as the operator renders it. */
    private static Job projecting(Job job) {
        return new JobBuilder(job)
                .editSpec()
                .editTemplate()
                .withNewMetadata()
                .addToAnnotations("djl-operator.io/training-job", "{\"epochs\": 20}")
                .endMetadata()
                .editSpec()
                .editFirstContainer()
                .addNewEnv()
                .withName("SPEC")
                .withValue("/in/training-job.json")
                .endEnv()
                .addNewEnv()
                .withName("POD")
                .withNewValueFrom()
                .withNewFieldRef("v1", "metadata.name")
                .endValueFrom()
                .endEnv()
                .endContainer()
                .editMatchingVolume(volume -> volume.getName().equals("in"))
                .withConfigMap(null)
                .withNewProjected()
                .addNewSource()
                .withNewDownwardAPI()
                .addNewItem()
                .withPath("training-job.json")
                .withNewFieldRef("v1", "metadata.annotations['djl-operator.io/training-job']")
                .endItem()
                .endDownwardAPI()
                .endSource()
                .addNewSource()
                .withNewServiceAccountToken("djl-operator.io/report", 3600L, "report-token")
                .endSource()
                .endProjected()
                .endVolume()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
    }

    private static void eventually(Callable<Boolean> condition) {
        await().atMost(Duration.ofSeconds(20)).ignoreExceptions().until(condition);
    }

    private boolean condition(Job job, String type) {
        return client.resource(job).get().getStatus().getConditions().stream()
                .anyMatch(c -> c.getType().equals(type) && c.getStatus().equals("True"));
    }

    private Pod pod(Job job) {
        return client
                .pods()
                .inNamespace("default")
                .withLabel("job-name", job.getMetadata().getName())
                .list()
                .getItems()
                .stream()
                .findFirst()
                .orElse(null);
    }

    private int ready(Deployment deployment) {
        return client.resource(deployment).get().getStatus().getReadyReplicas();
    }

    private List<String> names() {
        return client.pods().inNamespace("default").withLabel("app", "d").list().getItems().stream()
                .map(pod -> pod.getMetadata().getName())
                .toList();
    }

    private void claim(String name) {
        client.resource(new PersistentVolumeClaimBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace("default")
                        .endMetadata()
                        .withNewSpec()
                        .withAccessModes("ReadWriteOnce")
                        .withNewResources()
                        .addToRequests("storage", new Quantity("1Gi"))
                        .endResources()
                        .endSpec()
                        .build())
                .create();
    }

    private void text() {
        client.resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName("text")
                        .withNamespace("default")
                        .endMetadata()
                        .addToData("word", "hello")
                        .build())
                .create();
    }

    private static Job job(String script, String image) {
        return new JobBuilder()
                .withNewMetadata()
                .withName("j")
                .withNamespace("default")
                .endMetadata()
                .withNewSpec()
                .withBackoffLimit(0)
                .withNewPodFailurePolicy()
                .addNewRule()
                .withAction("FailJob")
                .withNewOnExitCodes()
                .withContainerName("c")
                .withOperator("In")
                .withValues(12)
                .endOnExitCodes()
                .endRule()
                .endPodFailurePolicy()
                .withNewTemplate()
                .withNewSpec()
                .withRestartPolicy("Never")
                .withTerminationGracePeriodSeconds(2L)
                .addNewContainer()
                .withName("c")
                .withImage(image)
                .withArgs(script)
                .addNewVolumeMount()
                .withName("in")
                .withMountPath("/in")
                .endVolumeMount()
                .addNewVolumeMount()
                .withName("out")
                .withMountPath("/out")
                .endVolumeMount()
                .endContainer()
                .addNewVolume()
                .withName("in")
                .withNewConfigMap()
                .withName("text")
                .endConfigMap()
                .endVolume()
                .addNewVolume()
                .withName("out")
                .withNewPersistentVolumeClaim("models", false)
                .endVolume()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
    }

    private static Deployment deployment(int replicas, String script) {
        return new DeploymentBuilder()
                .withNewMetadata()
                .withName("d")
                .withNamespace("default")
                .endMetadata()
                .withNewSpec()
                .withReplicas(replicas)
                .withNewSelector()
                .addToMatchLabels("app", "d")
                .endSelector()
                .withNewTemplate()
                .withNewMetadata()
                .addToLabels("app", "d")
                .endMetadata()
                .withNewSpec()
                .withTerminationGracePeriodSeconds(1L)
                .addNewContainer()
                .withName("c")
                .withImage("shell")
                .withArgs(script)
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
    }
}

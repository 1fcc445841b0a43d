package io.djloperator.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Two nodes that exchange data: PyTorch's all-reduce by gloo, and our own trainer. */
@NeedsCluster
class GroupTest {
    private static Scene scene;

    @BeforeAll
    static void open() {
        Command.run(Duration.ofMinutes(5), "dev/cluster/pytorch");
        scene = new Scene("group");
        scene.create(Yaml.claim("models"));
    }

    @AfterAll
    static void close() {
        scene.close();
    }

    @Concurrent
    void nodesFindEachOtherAndReduceTogether() {
        scene.create(group("together"));

        scene.awaitState("together", "Completed", Duration.ofSeconds(120));

        var pods = podsOfAttempt("together", 1);
        assertThat(pods).hasSize(2);
        for (int rank = 0; rank < 2; rank++) {
            assertThat(log(pods.get(rank)))
                    .contains("rank %d of 2 goes on at step 0".formatted(rank))
                    .contains("rank %d of 2 has done all 60 steps".formatted(rank));
        }
    }

    @Concurrent
    void killedRankStartsTheGroupAgainFromItsCheckpoint() {
        scene.create(group("killed"));
        scene.awaitState("killed", "Running", Duration.ofSeconds(60));
        var kept = scene.folderOfClaim("models")
                .resolve("killed/.checkpoints")
                .resolve(scene.trainingJob("killed").getMetadata().getUid())
                .resolve("step");
        await("a checkpoint")
                .atMost(Duration.ofSeconds(60))
                .until(() -> kept.toFile().exists());

        kill(podsOfAttempt("killed", 1).get(1));

        scene.awaitState("killed", "Completed", Duration.ofSeconds(150));
        assertThat(scene.status("killed").attempt()).isEqualTo(2);
        assertThat(scene.status("killed").failures()).isEqualTo(1);
        var second = podsOfAttempt("killed", 2);
        assertThat(second).hasSize(2);
        for (int rank = 0; rank < 2; rank++) {
            assertThat(log(second.get(rank)))
                    .doesNotContain("goes on at step 0\n")
                    .contains("has done all 60 steps");
        }
        // Pods of the first attempt that are still there ended before the second began.
        var began = second.stream()
                .map(pod -> Instant.parse(pod.getStatus().getStartTime()))
                .min(Comparator.naturalOrder())
                .orElseThrow();
        assertThat(podsOfAttempt("killed", 1))
                .allSatisfy(pod -> assertThat(endOf(pod)).isBeforeOrEqualTo(began));
    }

    @Concurrent
    void trainersOfTwoNodesTrainOneModel() {
        scene.create(Yaml.table("rows"));
        scene.create(Yaml.checkpointedJob("model", 20, "  nodes: 2\n"));

        scene.awaitState("model", "Completed", Duration.ofSeconds(150));

        assertThat(scene.status("model").model().version()).hasSize(12);
        assertThat(scene.status("model").failures()).isIn(null, 0);
        assertThat(podsOfAttempt("model", 1))
                .hasSize(2)
                .allSatisfy(pod -> assertThat(pod.getStatus().getPhase()).isEqualTo("Succeeded"));
    }

    private static String group(String name) {
        return Yaml.containerJob(
                name,
                "local/pytorch:1",
                List.of("python3", "-c", program()),
                "{cpu: 150m, memory: 512Mi}",
                "  nodes: 2\n  scheduling: {gracePeriodSeconds: 5}\n  output: {uri: \"pvc://models/%s\"}"
                        .formatted(name));
    }

    private static String program() {
        try (var in = GroupTest.class.getResourceAsStream("/all_reduce.py")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In the order of their ranks. */
    private static List<Pod> podsOfAttempt(String job, int attempt) {
        return scene.podsOf("training-job", job).stream()
                .filter(pod -> String.valueOf(attempt)
                        .equals(pod.getMetadata().getLabels().get("djl-operator.io/attempt")))
                .sorted(Comparator.comparing(
                        pod -> pod.getMetadata().getLabels().get("batch.kubernetes.io/job-completion-index")))
                .toList();
    }

    private static String log(Pod pod) {
        return Scene.CLIENT.pods().resource(pod).getLog();
    }

    /** From outside: a signal from within does not reach the first process of a container. */
    private static void kill(Pod pod) {
        var id = pod.getStatus().getContainerStatuses().get(0).getContainerID().replaceFirst("^containerd://", "");
        Command.run(Duration.ofSeconds(20), "ctr", "-n", "k8s.io", "tasks", "kill", "-s", "KILL", id);
    }

    private static Instant endOf(Pod pod) {
        return Instant.parse(pod.getStatus()
                .getContainerStatuses()
                .get(0)
                .getState()
                .getTerminated()
                .getFinishedAt());
    }
}

package io.djloperator.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Jobs that are ended before their time: how soon their pods are gone, and what becomes of their checkpoints. */
@NeedsCluster
class StopTest {
    private static final Duration MINUTE = Duration.ofSeconds(60);
    private static final Duration SECONDS = Duration.ofSeconds(20);
    private static final int FOR_EVER = 100_000;
    private static final String STOP = "djl-operator.io/stop=not worth it";
    private static Scene scene;

    @BeforeAll
    static void open() {
        scene = new Scene("stop");
        scene.create(Yaml.claim("models"));
        scene.create(Yaml.table("rows"));
    }

    @AfterAll
    static void close() {
        scene.close();
    }

    @Concurrent
    void stoppedJobIsGoneWithinSecondsAndItsCheckpointStays() {
        scene.create(Yaml.checkpointedJob("kept", FOR_EVER, ""));
        scene.awaitCheckpoint("kept");

        scene.kubectl("annotate", "tj", "kept", STOP);

        awaitTheEnd("kept", SECONDS);
        assertThat(scene.succeeded("kept").message()).isEqualTo("not worth it");
        assertThat(checkpoints("kept")).isNotEmptyDirectory();
    }

    @Concurrent
    void stoppedJobRemovesItsCheckpointWhereItIsToldSo() {
        scene.create(Yaml.checkpointedJob("dropped", FOR_EVER, ""));
        scene.awaitCheckpoint("dropped");
        assertThat(checkpoints("dropped")).isNotEmptyDirectory();

        scene.kubectl("annotate", "tj", "dropped", STOP, "djl-operator.io/keep-checkpoint=false");

        awaitTheEnd("dropped", SECONDS);
        assertThat(Files.exists(checkpoints("dropped"))).isFalse();
    }

    @Concurrent
    void jobThatCrossesItsThresholdIsStopped() {
        scene.create(Yaml.checkpointedJob(
                "diverged",
                FOR_EVER,
                "  stopping: {threshold: {metric: validation/loss, max: \"0.000001\", fromEpoch: 2}}"));

        awaitTheEnd("diverged", MINUTE.multipliedBy(2));

        System.out.println("diverged: " + scene.succeeded("diverged").message());
        assertThat(scene.succeeded("diverged").message())
                .startsWith("stopping.threshold: validation/loss is ")
                .endsWith("more than max 0.000001");
    }

    @Concurrent
    void allNodesOfAJobAreGone() {
        scene.create(Yaml.shellJob("wide", "sleep 600", "  nodes: 2\n  scheduling: {gracePeriodSeconds: 1}\n"));
        scene.awaitState("wide", "Running", MINUTE);

        scene.kubectl("annotate", "tj", "wide", STOP);

        awaitTheEnd("wide", SECONDS);
    }

    private static void awaitTheEnd(String job, Duration most) {
        var begin = System.nanoTime();
        await("TrainingJob %s to have stopped".formatted(job))
                .atMost(most)
                .until(() -> scene.status(job).completionTime() != null);
        System.out.printf("%s: over %.1f s after it was waited for%n", job, (System.nanoTime() - begin) / 1e9);
        assertThat(scene.succeeded(job).reason()).isEqualTo("Stopped");
        assertThat(scene.succeeded(job).status()).isEqualTo("False");
        assertThat(scene.activePods(job)).isEmpty();
        assertThat(scene.status(job).conditions())
                .noneMatch(condition -> condition.type().equals("Stalled"));
        assertThat(scene.status(job).model()).isNull();
    }

    private static Path checkpoints(String job) {
        return scene.folderOfClaim("models")
                .resolve(job)
                .resolve(".checkpoints")
                .resolve(scene.trainingJob(job).getMetadata().getUid());
    }
}

package io.djloperator.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.djloperator.api.v1alpha1.TrainingJobStatus;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Work that is interrupted from outside, and goes on where it was. */
@NeedsCluster
class DisruptionTest {
    private static final int EPOCHS = 400;
    private static final Duration TO_THE_END = Duration.ofSeconds(180);
    private static Scene scene;

    @BeforeAll
    static void open() {
        scene = new Scene("disruption");
        scene.create(Yaml.claim("models"));
        scene.create(Yaml.table("rows"));
    }

    @AfterAll
    static void close() {
        scene.close();
    }

    @Concurrent
    void evictedPodDoesNotCountAndTheNextGoesOnFromItsCheckpoint() {
        scene.create(Yaml.checkpointedJob("evicted", EPOCHS, ""));
        var checkpoint = scene.awaitCheckpoint("evicted");

        // What a drain asks for, pod by pod.
        assertThat(Scene.CLIENT.pods().resource(scene.activePod("evicted")).evict())
                .isTrue();

        scene.awaitState("evicted", "Completed", TO_THE_END);
        hasGoneOn(scene.status("evicted"), checkpoint);
    }

    @Concurrent
    void suspendedJobFreesItsPodAndGoesOnWhereItWas() {
        scene.create(Yaml.checkpointedJob("paused", EPOCHS, ""));
        var checkpoint = scene.awaitCheckpoint("paused");

        scene.suspend("paused", true);
        scene.awaitState("paused", "Suspended", Duration.ofSeconds(60));
        assertThat(scene.activePods("paused")).isEmpty();
        assertThat(scene.status("paused").conditions())
                .anyMatch(condition -> condition.type().equals("Suspended")
                        && condition.status().equals("True"));

        scene.suspend("paused", false);
        scene.awaitState("paused", "Running", Duration.ofSeconds(60));
        scene.awaitState("paused", "Completed", TO_THE_END);
        hasGoneOn(scene.status("paused"), checkpoint);
    }

    @Concurrent
    void curveOfALongTrainingIsThinned() {
        scene.create(Yaml.checkpointedJob("long", EPOCHS, ""));
        scene.awaitState("long", "Completed", TO_THE_END);

        var curve = await("the curve")
                .atMost(Duration.ofSeconds(20))
                .ignoreExceptions()
                .until(
                        () -> Scene.CLIENT
                                .configMaps()
                                .inNamespace(scene.namespace)
                                .withName("long-curve")
                                .get()
                                .getData()
                                .get("curve.json"),
                        text -> text != null);
        var points = Json.read(curve).properties();
        assertThat(points).isNotEmpty().allSatisfy(metric -> {
            assertThat(metric.getValue()).as(metric.getKey()).hasSizeBetween(2, 200);
            assertThat(metric.getValue().get(0).get(0).asLong())
                    .as("in order of steps")
                    .isLessThan(metric.getValue()
                            .get(metric.getValue().size() - 1)
                            .get(0)
                            .asLong());
        });
    }

    private static void hasGoneOn(TrainingJobStatus status, long checkpoint) {
        System.out.println("gone on: attempt %d from step %d; its first checkpoint seen was that of step %d"
                .formatted(status.attempt(), status.progress().resumedStep(), checkpoint));
        assertThat(status.attempt()).isEqualTo(2);
        assertThat(status.failures()).isIn(null, 0);
        assertThat(status.progress().resumedStep()).isGreaterThanOrEqualTo(checkpoint);
        assertThat(status.model().version()).hasSize(12);
    }
}

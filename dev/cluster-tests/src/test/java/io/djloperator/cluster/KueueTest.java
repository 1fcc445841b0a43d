package io.djloperator.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.djloperator.api.v1alpha1.Condition;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Jobs in a queue of the real Kueue. */
@NeedsCluster
class KueueTest {
    private static final Duration MINUTE = Duration.ofSeconds(60);
    private static final Duration TO_THE_END = Duration.ofSeconds(180);
    private static final String HIGH = "djl-operator-cluster-tests-high";

    @BeforeAll
    static void install() {
        KueueQueue.install();
        Scene.CLIENT.resource("""
                apiVersion: scheduling.k8s.io/v1
                kind: PriorityClass
                metadata: {name: %s}
                value: 1000
                """.formatted(HIGH)).serverSideApply();
    }

    @AfterAll
    static void remove() {
        Scene.CLIENT.scheduling().v1().priorityClasses().withName(HIGH).delete();
    }

    @Concurrent
    void twoJobsGoOneAfterTheOtherThroughAQuotaOfOne() {
        try (var scene = new Scene("queue");
                var queue = KueueQueue.open(scene, "50m", "0")) {
            scene.create(Yaml.shellJob("first", "sleep 10", "  scheduling: {queue: trainings}")
                    .replace("20m", "50m"));
            scene.awaitState("first", "Running", MINUTE);
            scene.create(Yaml.shellJob("second", "true", "  scheduling: {queue: trainings}")
                    .replace("20m", "50m"));

            var waiting = await("Kueue's words")
                    .atMost(MINUTE)
                    .until(
                            () -> queued(scene, "second"),
                            state -> state.message().contains("quota"));
            System.out.println("second: " + waiting.reason() + ": " + waiting.message());
            assertThat(waiting.status()).isEqualTo("Unknown");
            assertThat(scene.podsOf("training-job", "second")).isEmpty();

            scene.awaitState("first", "Completed", MINUTE);
            scene.awaitState("second", "Completed", MINUTE);
            assertThat(scene.status("second").attempt()).isEqualTo(1);
            assertThat(queue.name()).isEqualTo(scene.namespace);
        }
    }

    /** Its nodes are other ones afterwards: what Kueue injected the first time is taken back and replaced. */
    @Concurrent
    void preemptedJobIsQueuedAgainAndGoesOnFromItsCheckpointOnAnotherKindOfNode() {
        try (var scene = new Scene("preemption");
                var queue = KueueQueue.open(scene, "250m", "0")) {
            scene.create(Yaml.claim("models"));
            scene.create(Yaml.table("rows"));
            scene.create(Yaml.checkpointedJob("low", 400, "  scheduling: {queue: trainings, gracePeriodSeconds: 20}"));
            var checkpoint = scene.awaitCheckpoint("low");
            assertThat(nodeSelector(scene, "low")).containsOnlyKeys("kind/red");

            scene.create(Yaml.shellJob(
                            "high",
                            "sleep 20",
                            "  scheduling: {queue: trainings, priorityClassName: %s}".formatted(HIGH))
                    .replace("20m", "250m"));

            var waiting = await("Kueue's words")
                    .atMost(MINUTE)
                    .until(() -> queued(scene, "low"), state -> state.message().contains("Preempted"));
            System.out.println("low: " + waiting.reason() + ": " + waiting.message());
            scene.awaitState("high", "Running", MINUTE);
            assertThat(scene.activePods("low")).isEmpty();

            queue.limit("250m", "250m");
            scene.awaitState("low", "Running", MINUTE);
            assertThat(nodeSelector(scene, "low")).containsOnlyKeys("kind/blue");

            scene.awaitState("low", "Completed", TO_THE_END);
            var status = scene.status("low");
            System.out.println("low: attempt %d from step %d"
                    .formatted(status.attempt(), status.progress().resumedStep()));
            assertThat(status.attempt()).isEqualTo(2);
            assertThat(status.failures()).isIn(null, 0);
            assertThat(status.progress().resumedStep()).isGreaterThanOrEqualTo(checkpoint);
            scene.awaitState("high", "Completed", MINUTE);
        }
    }

    @Concurrent
    void queuedJobThatIsSuspendedIsNotAdmittedUntilItIsResumed() {
        try (var scene = new Scene("held");
                var queue = KueueQueue.open(scene, "50m", "0")) {
            scene.create(Yaml.shellJob("held", "true", "  suspend: true\n  scheduling: {queue: trainings}"));
            scene.awaitState("held", "Suspended", MINUTE);
            await("nothing to run")
                    .during(Duration.ofSeconds(5))
                    .atMost(MINUTE)
                    .until(() -> scene.podsOf("training-job", "held").isEmpty()
                            && scene.succeeded("held").reason().equals("Suspended"));

            scene.suspend("held", false);

            scene.awaitState("held", "Completed", MINUTE);
            assertThat(queue.name()).isEqualTo(scene.namespace);
        }
    }

    @Concurrent
    void queuedJobThatIsStoppedLeavesItsQueue() {
        try (var scene = new Scene("stop");
                var queue = KueueQueue.open(scene, "10m", "0")) {
            scene.create(Yaml.shellJob("queued", "true", "  scheduling: {queue: trainings}"));
            await("Kueue's words")
                    .atMost(MINUTE)
                    .until(() -> queued(scene, "queued").message().contains("quota"));

            scene.kubectl("annotate", "tj", "queued", "djl-operator.io/stop=not worth it");

            await("the end").atMost(MINUTE).until(() -> scene.status("queued").completionTime() != null);
            assertThat(scene.succeeded("queued").reason()).isEqualTo("Stopped");
            await("the Workload to be gone")
                    .atMost(MINUTE)
                    .until(() -> scene.kubectl("get", "workloads.kueue.x-k8s.io", "-o", "name")
                            .isBlank());
            assertThat(queue.name()).isEqualTo(scene.namespace);
        }
    }

    @Concurrent
    void jobOfAnotherClusterIsLeftAlone() {
        try (var scene = new Scene("multikueue")) {
            scene.create(Yaml.shellJob("elsewhere", "true", "  scheduling: {managedBy: kueue.x-k8s.io/multikueue}"));
            await("nothing to happen")
                    .during(Duration.ofSeconds(8))
                    .atMost(MINUTE)
                    .until(() -> scene.jobsOf("elsewhere").isEmpty()
                            && scene.trainingJob("elsewhere").getStatus() == null);
        }
    }

    /** The job's state while it is queued; another one has no words of Kueue. */
    private static Condition queued(Scene scene, String job) {
        var state = scene.succeeded(job);
        return state.reason().equals("Queued") ? state : new Condition("Succeeded", "Unknown", "", "", "", 0L);
    }

    private static Map<String, String> nodeSelector(Scene scene, String job) {
        return scene.activePod(job).getSpec().getNodeSelector();
    }
}

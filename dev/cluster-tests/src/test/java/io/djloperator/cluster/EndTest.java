package io.djloperator.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** How jobs end, and what is left of them. */
@NeedsCluster
class EndTest {
    private static final Duration MINUTE = Duration.ofSeconds(60);
    private static Scene scene;

    @BeforeAll
    static void open() {
        scene = new Scene("end");
        scene.create(Yaml.claim("models"));
    }

    @AfterAll
    static void close() {
        scene.close();
    }

    @Concurrent
    void jobThatHoldsItsPodsTooLongIsEnded() {
        scene.create(Yaml.shellJob(
                "slow", "sleep 600", "  deadlines: {activeSeconds: 5}\n  scheduling: {gracePeriodSeconds: 1}"));

        var state = scene.awaitState("slow", "ActiveDeadlineExceeded", MINUTE);

        assertThat(state.message()).contains("5");
        hasNoPodLeft("slow");
    }

    @Concurrent
    void imageThatCannotBeHadEndsTheJobWithTheKubeletsWords() {
        scene.create(Yaml.containerJob(
                "no-image",
                "nowhere.invalid/nothing:1",
                List.of("true"),
                "{cpu: 20m, memory: 64Mi}",
                "  deadlines: {pendingSeconds: 10}"));

        var state = scene.awaitState("no-image", "ImagePull", MINUTE);

        System.out.println("no-image: " + state.message());
        assertThat(state.message()).contains("nowhere.invalid/nothing:1");
        hasNoPodLeft("no-image");
    }

    @Concurrent
    void jobThatNoNodeTakesIsEndedByThePendingDeadline() {
        scene.create(Yaml.shellJob(
                "no-node", "true", "  deadlines: {pendingSeconds: 10}\n  scheduling: {nodeSelector: {moon: base}}"));

        var state = scene.awaitState("no-node", "PendingDeadlineExceeded", MINUTE);

        System.out.println("no-node: " + state.message());
        assertThat(state.message()).contains("node(s) didn't match");
        hasNoPodLeft("no-node");
    }

    @Concurrent
    void finishedJobIsCleanedUpAndStaysCompleted() {
        scene.create(Yaml.shellJob("tidy", "true", "  cleanup: {podsAfterSeconds: 3}"));
        scene.awaitState("tidy", "Completed", MINUTE);
        await("the removal of pods and Job")
                .atMost(MINUTE)
                .until(() -> scene.jobsOf("tidy").isEmpty()
                        && scene.podsOf("training-job", "tidy").isEmpty());

        staysCompletedWithoutAChild("tidy");
    }

    @Concurrent
    void jobOfAFinishedTrainingThatSomebodyDeletesIsNotMadeAgain() {
        scene.create(Yaml.shellJob("done", "true", ""));
        scene.awaitState("done", "Completed", MINUTE);

        scene.kubectl("delete", "job", "done", "--cascade=foreground");

        staysCompletedWithoutAChild("done");
    }

    @Concurrent
    void failedPodsAreFollowedByOthersUntilOneSucceeds() {
        scene.create(Yaml.shellJob(
                "third-time",
                "mkdir -p \"$DJL_OUTPUT_DIR\" && cd \"$DJL_OUTPUT_DIR\" && echo x >>tries && [ `wc -l <tries` = 3 ]",
                "  output: {uri: \"pvc://models/third-time\"}\n  retry: {limit: 2}"));

        scene.awaitState("third-time", "Completed", Duration.ofSeconds(120));

        assertThat(scene.status("third-time").attempt()).isEqualTo(3);
        assertThat(scene.status("third-time").failures()).isEqualTo(2);
    }

    @Concurrent
    void moreFailuresThanTheLimitEndTheJobWithTheProgramsLastWords() {
        scene.create(Yaml.shellJob("hopeless", "echo no luck >&2; exit 1", "  retry: {limit: 0}"));

        var state = scene.awaitState("hopeless", "BackoffLimitExceeded", MINUTE);

        assertThat(state.message()).contains("no luck");
        assertThat(scene.podsOf("training-job", "hopeless")).hasSize(1);
    }

    @Concurrent
    void exitCodeOfAWrongSpecEndsTheJobAtOnce() {
        scene.create(Yaml.shellJob("wrong", "echo spec.x: must be positive; exit 10", "  retry: {limit: 5}"));

        var state = scene.awaitState("wrong", "InvalidSpec", MINUTE);

        assertThat(state.message()).contains("must be positive");
        assertThat(scene.podsOf("training-job", "wrong")).hasSize(1);
    }

    private static void hasNoPodLeft(String job) {
        await("the end of the pods of " + job)
                .atMost(MINUTE)
                .until(() ->
                        scene.jobsOf(job).isEmpty() && scene.activePods(job).isEmpty());
    }

    private static void staysCompletedWithoutAChild(String job) {
        var attempt = scene.status(job).attempt();
        await("nothing to happen to " + job)
                .during(Duration.ofSeconds(8))
                .atMost(Duration.ofSeconds(30))
                .until(() -> scene.jobsOf(job).isEmpty()
                        && scene.succeeded(job).reason().equals("Completed"));
        assertThat(scene.status(job).attempt()).isEqualTo(attempt);
        assertThat(scene.status(job).failures()).isIn(null, 0);
    }
}

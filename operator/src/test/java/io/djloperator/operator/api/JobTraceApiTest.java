package io.djloperator.operator.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.djloperator.api.v1alpha1.TrainingJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** The whole sequence of states on each way that a job can take, as a watcher sees it. */
@NeedsApiServer
@ParameterizedClass(allowZeroInvocations = true)
@MethodSource("io.djloperator.operator.api.ApiServers#versions")
class JobTraceApiTest {
    private static final String JOB = "churn";

    @Parameter
    String version;

    private Scene scene;
    private RunningOperator operator;
    private Trace trace;

    @BeforeEach
    void start() {
        scene = new Scene(ApiServers.admin(version));
        operator = new RunningOperator(version, new Requests(), scene.namespace);
    }

    @AfterEach
    void stop() {
        trace.close();
        operator.close();
    }

    /** Creates the job with {@code spec} added, and waits for its Job. */
    private PlayedJob create(String spec) {
        trace = new Trace(scene.client, scene.namespace, JOB);
        scene.createTrainingJob(JOB, spec);
        return new PlayedJob(scene, JOB, JOB);
    }

    private void expect(String last, String... states) {
        scene.awaitState(JOB, last);
        scene.await(
                TrainingJob.class,
                JOB,
                job -> !trace.states().isEmpty() && trace.states().size() >= states.length);
        assertThat(trace.states()).containsExactly(states);
    }

    private TrainingJob awaited(String state) {
        return scene.awaitState(JOB, state);
    }

    @Test
    void completed() {
        var job = create("");
        awaited("Pending");
        job.runs("churn-a");
        awaited("Running");
        job.completes("churn-a", Scene.RESULT);
        expect("Completed", "Pending", "Running", "Completed=True");
        var status = scene.find(TrainingJob.class, JOB).orElseThrow().getStatus();
        assertThat(status.attempt()).isEqualTo(1);
        assertThat(status.failures()).isZero();
        assertThat(status.pod()).isEqualTo("churn-a");
        assertThat(status.startTime()).isNotNull();
        assertThat(status.completionTime()).isNotNull();
        assertThat(status.activeSince()).isNull();
    }

    @Test
    void pendingForTheSchedulersReason() {
        var job = create("");
        awaited("Pending");
        job.findsNoNode("churn-a", "0/1 nodes are available: 1 Insufficient nvidia.com/gpu.");
        scene.await(TrainingJob.class, JOB, found -> message(found).contains("Insufficient nvidia.com/gpu"));
        job.runs("churn-a");
        awaited("Running");
        job.completes("churn-a", Scene.RESULT);
        expect("Completed", "Pending", "Running", "Completed=True");
    }

    @Test
    void gateFailed() {
        ends(job -> job.fails(
                "churn-a",
                12,
                "{\"reason\":\"GateFailed\",\"message\":\"test/auc 0.6 is less than 0.8\"}",
                "PodFailurePolicy",
                "exit code 12"));
        expect("GateFailed", "Pending", "Running", "GateFailed=False");
    }

    @Test
    void invalidSpec() {
        ends(job -> job.fails(
                "churn-a",
                10,
                "{\"reason\":\"InvalidSpec\",\"message\":\"spec.training: the training diverged\"}",
                "PodFailurePolicy",
                "exit code 10"));
        expect("InvalidSpec", "Pending", "Running", "InvalidSpec=False");
    }

    @Test
    void dataError() {
        ends(job -> job.fails(
                "churn-a",
                11,
                "{\"reason\":\"DataError\",\"message\":\"column 'denied' is not in the table\"}",
                "PodFailurePolicy",
                "exit code 11"));
        expect("DataError", "Pending", "Running", "DataError=False");
        assertThat(message(awaited("DataError"))).isEqualTo("column 'denied' is not in the table");
    }

    @Test
    void failedTooOften() {
        ends(job -> job.fails(
                "churn-a",
                1,
                "no message of ours",
                "BackoffLimitExceeded",
                "Job has reached the specified backoff limit"));
        expect("BackoffLimitExceeded", "Pending", "Running", "BackoffLimitExceeded=False");
        assertThat(message(awaited("BackoffLimitExceeded"))).contains("failed with exit code 1");
    }

    @Test
    void resultLost() {
        ends(job -> job.completes("churn-a", "nothing of ours"));
        expect("ResultLost", "Pending", "Running", "ResultLost=False");
    }

    private void ends(Consumer<PlayedJob> end) {
        var job = create("");
        awaited("Pending");
        job.runs("churn-a");
        awaited("Running");
        end.accept(job);
    }

    @Test
    void suspendedAtCreationAndInBetween() {
        var job = create("suspend: true");
        awaited("Suspended");
        scene.suspend(JOB, false);
        scene.await(Job.class, JOB, found -> !found.getSpec().getSuspend());
        job.runs("churn-a");
        awaited("Running");
        scene.suspend(JOB, true);
        scene.await(Job.class, JOB, found -> found.getSpec().getSuspend());
        awaited("Suspending");
        job.stops();
        awaited("Suspended");
        scene.suspend(JOB, false);
        scene.await(Job.class, JOB, found -> !found.getSpec().getSuspend());
        job.runs("churn-b");
        awaited("Running");
        job.completes("churn-b", Scene.RESULT);
        expect(
                "Completed",
                "Suspended (suspended)",
                "Pending",
                "Running",
                "Suspending",
                "Suspended (suspended)",
                "Pending",
                "Running",
                "Completed=True");
        var status = scene.find(TrainingJob.class, JOB).orElseThrow().getStatus();
        assertThat(status.attempt()).as("the resumed pod is another attempt").isEqualTo(2);
        assertThat(status.failures()).isZero();
    }

    @Test
    void activeDeadline() {
        var job = create("deadlines: {activeSeconds: 2}");
        awaited("Pending");
        job.runs("churn-a");
        awaited("Running");
        job.isCollected();
        scene.await(TrainingJob.class, JOB, found -> found.getStatus().completionTime() != null);
        expect(
                "ActiveDeadlineExceeded",
                "Pending",
                "Running",
                "ActiveDeadlineExceeded",
                "ActiveDeadlineExceeded=False");
        assertThat(scene.find(Job.class, JOB)).isEmpty();
    }

    @Test
    void pendingDeadline() {
        var job = create("deadlines: {pendingSeconds: 6}");
        job.findsNoNode("churn-a", "0/1 nodes are available");
        job.isCollected();
        scene.await(TrainingJob.class, JOB, found -> found.getStatus().completionTime() != null);
        expect("PendingDeadlineExceeded", "Pending", "PendingDeadlineExceeded", "PendingDeadlineExceeded=False");
        assertThat(message(awaited("PendingDeadlineExceeded")))
                .contains("spec.deadlines.pendingSeconds", "0/1 nodes are available");
    }

    @Test
    void imageThatIsNeverThere() {
        var job = create("deadlines: {pendingSeconds: 6}");
        job.findsNoImage("churn-a", "Back-off pulling image example/none:1");
        job.isCollected();
        scene.await(TrainingJob.class, JOB, found -> found.getStatus().completionTime() != null);
        expect("ImagePull", "Pending", "ImagePull", "ImagePull=False");
    }

    @Test
    void queuedAdmittedPreemptedAndAdmittedAgain() {
        var job = create("scheduling: {queue: team-a}");
        awaited("Queued");
        setSuspend(false); // as Kueue does
        awaited("Pending");
        job.runs("churn-a");
        awaited("Running");
        setSuspend(true);
        job.stops();
        awaited("Queued");
        setSuspend(false);
        awaited("Pending");
        job.runs("churn-b");
        awaited("Running");
        job.completes("churn-b", Scene.RESULT);
        expect(
                "Completed",
                "Queued (suspended)",
                "Pending",
                "Running",
                "Queued (suspended)",
                "Pending",
                "Running",
                "Completed=True");
    }

    @Test
    void stoppedByAnAnnotation() {
        var job = create("");
        awaited("Pending");
        job.runs("churn-a");
        awaited("Running");
        scene.annotate(JOB, "djl-operator.io/stop", "not worth it");
        job.isCollected();
        scene.await(TrainingJob.class, JOB, found -> found.getStatus().completionTime() != null);
        expect("Stopped", "Pending", "Running", "Stopped", "Stopped=False");
        var end = awaited("Stopped");
        assertThat(message(end)).isEqualTo("not worth it");
        assertThat(end.getStatus().conditions()).extracting("type").doesNotContain("Stalled");
    }

    @Test
    void stoppedWhileSuspended() {
        var job = create("suspend: true");
        awaited("Suspended");
        scene.annotate(JOB, "djl-operator.io/stop", "not worth it");
        job.isCollected();
        scene.await(TrainingJob.class, JOB, found -> found.getStatus().completionTime() != null);
        expect("Stopped", "Suspended (suspended)", "Stopped", "Stopped=False");
    }

    @Test
    void stoppedByAThreshold() {
        var job = create("stopping: {threshold: {metric: validation/loss, max: \"2\"}}");
        awaited("Pending");
        job.runs("churn-a");
        awaited("Running");
        reported("validation/loss", "0.5", 1);
        reported("validation/loss", "2.5", 2);
        job.isCollected();
        scene.await(TrainingJob.class, JOB, found -> found.getStatus().completionTime() != null);
        expect("Stopped", "Pending", "Running", "Stopped", "Stopped=False");
        assertThat(message(awaited("Stopped")))
                .isEqualTo("stopping.threshold: validation/loss is 2.5 in epoch 2, more than max 2");
    }

    @Test
    void stoppedByItsPatience() {
        var job = create("stopping: {patience: {metric: validation/auc, goal: maximize, epochs: 2}}");
        awaited("Pending");
        job.runs("churn-a");
        awaited("Running");
        reported("validation/auc", "0.7", 1);
        scene.await(TrainingJob.class, JOB, found -> found.getStatus().best() != null);
        reported("validation/auc", "0.8", 2);
        scene.await(
                TrainingJob.class,
                JOB,
                found -> found.getStatus().best().value().equals("0.8"));
        reported("validation/auc", "0.75", 3);
        reported("validation/auc", "0.8", 4);
        job.isCollected();
        scene.await(TrainingJob.class, JOB, found -> found.getStatus().completionTime() != null);
        expect("Stopped", "Pending", "Running", "Stopped", "Stopped=False");
        assertThat(awaited("Stopped").getStatus().best().epoch()).isEqualTo(2);
        assertThat(awaited("Stopped").getStatus().metrics()).hasSize(1);
    }

    /** As the writer of reports does. */
    private void reported(String metric, String value, int epoch) {
        scene.patchStatus(
                TrainingJob.class,
                JOB,
                "{\"status\":{\"metrics\":[{\"name\":\"%s\",\"value\":\"%s\",\"epoch\":%d}]}}"
                        .formatted(metric, value, epoch));
    }

    @Test
    void blockedByAQuota() {
        scene.quota("count/jobs.batch", "0");
        trace = new Trace(scene.client, scene.namespace, JOB);
        scene.createTrainingJob(JOB, "");
        assertThat(message(awaited("Blocked"))).contains("ChildRefused", "exceeded quota");
        assertThat(scene.find(TrainingJob.class, JOB).orElseThrow().getStatus().attempt())
                .isNull();
    }

    @Test
    void lostNodeStartsAllNodesAgain() {
        trace = new Trace(scene.client, scene.namespace, JOB);
        scene.createContainerJob(JOB, "nodes: 2");
        var first = new PlayedJob(scene, JOB, JOB);
        awaited("Pending");
        first.allRun("churn-0-a", 2);
        awaited("Running");
        first.fails(
                "churn-0-a",
                1,
                "",
                "PodFailurePolicy",
                "Pod x/churn-1-b has condition DisruptionTarget matching FailJob rule at index 1");
        var second = new PlayedJob(scene, "churn-retry-2", JOB);
        second.allRun("churn-retry-2-0-c", 2);
        awaited("Running");
        second.completes("churn-retry-2-0-c", "");
        expect("Completed", "Pending", "Running", "Pending", "Running", "Completed=True");
        var status = scene.find(TrainingJob.class, JOB).orElseThrow().getStatus();
        assertThat(status.attempt()).isEqualTo(2);
        assertThat(status.failures())
                .as("the cluster ended it, not the program")
                .isZero();
    }

    private void setSuspend(boolean suspend) {
        scene.client
                .resources(Job.class)
                .inNamespace(scene.namespace)
                .withName(JOB)
                .edit(job -> {
                    job.getSpec().setSuspend(suspend);
                    return job;
                });
    }

    private static String message(TrainingJob job) {
        return job.getStatus() == null
                ? ""
                : job.getStatus().conditions().get(0).message();
    }
}

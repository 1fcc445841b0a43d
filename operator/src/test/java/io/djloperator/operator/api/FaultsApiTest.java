package io.djloperator.operator.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.djloperator.api.v1alpha1.TrainingJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Faults that have happened to other operators of this kind; each was reported by their users. */
@NeedsApiServer
@ParameterizedClass(allowZeroInvocations = true)
@MethodSource("io.djloperator.operator.api.ApiServers#versions")
class FaultsApiTest {
    private static final String JOB = "churn";

    @Parameter
    String version;

    private Scene scene;

    @BeforeEach
    void namespace() {
        scene = new Scene(ApiServers.admin(version));
    }

    private RunningOperator operator() {
        return new RunningOperator(version, new Requests(), scene.namespace);
    }

    @Test
    void jobThatIsManagedElsewhereIsNotTouched() {
        var requests = new Requests();
        try (var operator = new RunningOperator(version, requests, scene.namespace)) {
            scene.createTrainingJob(JOB, "scheduling: {queue: team-a, managedBy: kueue.x-k8s.io/multikueue}");
            scene.createTrainingJob("another", "");
            scene.awaitState("another", "Pending");
            assertThat(scene.find(Job.class, JOB)).isEmpty();
            assertThat(scene.find(TrainingJob.class, JOB).orElseThrow().getStatus())
                    .isNull();
            assertThat(requests.matching(
                            r -> r.isWrite() && String.valueOf(r.name()).startsWith(JOB)))
                    .isEmpty();
        }
    }

    @Test
    void deletionThatFailsOnceIsAskedForAgainUntilTheJobIsGone() {
        var failed = new AtomicBoolean();
        var requests = new Requests(request -> {
            if (request.verb().equals("delete") && failed.compareAndSet(false, true)) {
                throw new IllegalStateException("the API server is not there");
            }
        });
        try (var operator = new RunningOperator(version, requests, scene.namespace)) {
            scene.createTrainingJob(JOB, "deadlines: {activeSeconds: 1}");
            var job = new PlayedJob(scene, JOB, JOB);
            job.runs("churn-a");
            job.isCollected();
            scene.await(TrainingJob.class, JOB, found -> found.getStatus().completionTime() != null);
            assertThat(failed).isTrue();
            assertThat(scene.find(Job.class, JOB)).isEmpty();
            scene.awaitState(JOB, "ActiveDeadlineExceeded");
        }
    }

    @Test
    void cleanupRemovesTheJobOnceAndNothingRunsAgain() {
        var requests = new Requests();
        try (var operator = new RunningOperator(version, requests, scene.namespace)) {
            scene.createTrainingJob(JOB, "cleanup: {podsAfterSeconds: 0}");
            var job = new PlayedJob(scene, JOB, JOB);
            job.runs("churn-a");
            scene.awaitState(JOB, "Running");
            job.completes("churn-a", Scene.RESULT);
            job.isCollected();
            Awaitility.await().until(() -> scene.find(Job.class, JOB).isEmpty());
            // What a GitOps tool does at its next sync: the same YAML again.
            scene.applyTrainingJob(JOB, "cleanup: {podsAfterSeconds: 0}");
            scene.createTrainingJob("another", "");
            scene.await(Job.class, "another", found -> true);
        }
        try (var successor = operator()) { // a restart reads everything anew
            scene.createTrainingJob("yet-another", "");
            scene.await(Job.class, "yet-another", found -> true);
            assertThat(scene.find(Job.class, JOB)).isEmpty();
        }
        var status = scene.find(TrainingJob.class, JOB).orElseThrow().getStatus();
        assertThat(status.model().digest()).isEqualTo(Scene.DIGEST);
        assertThat(status.attempt()).isEqualTo(1);
        assertThat(status.failures()).isZero();
        assertThat(requests.matching(
                        r -> r.verb().equals("create") && r.resource().equals("jobs")))
                .hasSize(2);
    }

    @Test
    void resumedJobIsPrintedAsRunning() {
        try (var operator = operator()) {
            scene.createTrainingJob(JOB, "suspend: true");
            var job = new PlayedJob(scene, JOB, JOB);
            scene.awaitState(JOB, "Suspended");
            scene.suspend(JOB, false);
            scene.await(Job.class, JOB, found -> !found.getSpec().getSuspend());
            job.runs("churn-a");
            assertThat(Scene.reason(scene.awaitState(JOB, "Running").getStatus().conditions(), "Suspended"))
                    .isEqualTo("NotSuspended");
        }
    }

    @Test
    void editedProfileChangesNoJobThatExistsNotEvenASuspendedOne() {
        scene.profiles(Map.of("frozen", "trainerImage: example/trainer-a:1"));
        try (var operator = operator()) {
            scene.createTrainingJob(JOB, "profile: frozen\n  suspend: true");
            scene.awaitState(JOB, "Suspended");
            scene.profiles(Map.of("frozen", "trainerImage: example/trainer-b:1"));
            scene.createTrainingJob("later", "profile: frozen");
            assertThat(image(scene.await(Job.class, "later", found -> true))).isEqualTo("example/trainer-b:1");
            scene.suspend(JOB, false);
            assertThat(image(scene.await(
                            Job.class, JOB, found -> !found.getSpec().getSuspend())))
                    .isEqualTo("example/trainer-a:1");
        } finally {
            scene.profiles(null);
        }
    }

    @Test
    void nextAttemptOfSeveralNodesWaitsUntilNoPodOfTheFormerIsLeft() {
        try (var operator = operator()) {
            scene.createContainerJob(JOB, "nodes: 2");
            var job = new PlayedJob(scene, JOB, JOB);
            job.allRun("churn-0-a", 2);
            scene.awaitState(JOB, "Running");
            job.isAboutToFail("Pod x/churn-1-b has condition DisruptionTarget matching FailJob rule at index 1");
            scene.createTrainingJob("another", "");
            scene.await(Job.class, "another", found -> true);
            assertThat(scene.find(Job.class, "churn-retry-2"))
                    .as("FailureTarget is not Failed: a pod may still write")
                    .isEmpty();
            job.fails(
                    "churn-0-a",
                    1,
                    "",
                    "PodFailurePolicy",
                    "Pod x/churn-1-b has condition DisruptionTarget matching FailJob rule at index 1");
            scene.await(Job.class, "churn-retry-2", found -> true);
        }
    }

    @Test
    void deletedJobIsMadeAgainOnlyWhenItsPodIsGone() {
        try (var operator = operator()) {
            scene.createTrainingJob(JOB, "");
            new PlayedJob(scene, JOB, JOB).runs("churn-a");
            scene.awaitState(JOB, "Running");
            scene.client
                    .batch()
                    .v1()
                    .jobs()
                    .inNamespace(scene.namespace)
                    .withName(JOB)
                    .delete(); // nobody collects its pod here
            scene.await(
                    TrainingJob.class,
                    JOB,
                    job -> job.getStatus().conditions().get(0).message().contains("waits until no pod"));
            assertThat(scene.client
                            .batch()
                            .v1()
                            .jobs()
                            .inNamespace(scene.namespace)
                            .list()
                            .getItems())
                    .isEmpty();
            scene.client
                    .pods()
                    .inNamespace(scene.namespace)
                    .withName("churn-a")
                    .withGracePeriod(0)
                    .delete();
            scene.await(Job.class, "churn-retry-2", job -> true);
        }
    }

    @Test
    void endThatOvertookTheLastReportLeavesNothingOfItThatIsFalse() {
        try (var operator = operator()) {
            scene.createTrainingJob(JOB, "");
            new PlayedJob(scene, JOB, JOB).runs("churn-a");
            scene.awaitState(JOB, "Running");
        }
        reported("progress: {epoch: 1, epochs: 300, step: 0, percent: 0, remainingSeconds: 600}");
        new PlayedJob(scene, JOB, JOB).completes("churn-a", Scene.RESULT);
        try (var operator = operator()) {
            var progress = scene.awaitState(JOB, "Completed").getStatus().progress();
            assertThat(progress.epoch()).isEqualTo(300);
            assertThat(progress.percent()).isEqualTo(100);
            assertThat(progress.remainingSeconds()).isZero();
            assertThat(progress.step())
                    .as("how many steps there were in the end nobody has reported")
                    .isNull();
        }
    }

    @Test
    void endOfAContainerKeepsTheMetricsThatItHasReported() {
        try (var operator = operator()) {
            scene.createContainerJob(JOB, "");
            new PlayedJob(scene, JOB, JOB).runs("churn-a");
            scene.awaitState(JOB, "Running");
        }
        reported("progress: {epoch: 1, epochs: 3, step: 7}, metrics: [{name: loss, value: '0.5', step: 7}]");
        new PlayedJob(scene, JOB, JOB).completes("churn-a", "");
        try (var operator = operator()) {
            var status = scene.awaitState(JOB, "Completed").getStatus();
            assertThat(status.progress().step()).isNull();
            assertThat(status.progress().epoch()).isEqualTo(3);
            assertThat(status.metrics()).extracting(metric -> metric.value()).containsExactly("0.5");
        }
    }

    /** As the writer of reports does. */
    private void reported(String status) {
        var fresh = Serialization.unmarshal("""
                apiVersion: djl-operator.io/v1alpha1
                kind: TrainingJob
                metadata: {name: %s, namespace: %s}
                status: {%s}
                """.formatted(JOB, scene.namespace, status), TrainingJob.class);
        scene.client
                .resource(fresh)
                .subresource("status")
                .patch(new PatchContext.Builder()
                        .withPatchType(PatchType.SERVER_SIDE_APPLY)
                        .withFieldManager("djl-operator-report")
                        .withForce(true)
                        .build());
    }

    @Test
    void jobThatHasLostWhatItWasMadeFromSaysSoAndIsMadeAnew() {
        try (var operator = operator()) {
            scene.createTrainingJob(JOB, "suspend: true");
            scene.awaitState(JOB, "Suspended");
            scene.client
                    .batch()
                    .v1()
                    .jobs()
                    .inNamespace(scene.namespace)
                    .withName(JOB)
                    .patch(
                            PatchContext.of(PatchType.JSON_MERGE),
                            "{\"spec\":{\"template\":{\"metadata\":{\"annotations\":{\"djl-operator.io/training-job\":null}}}}}");
            scene.suspend(JOB, false);
            assertThat(scene.awaitState(JOB, "Blocked")
                            .getStatus()
                            .conditions()
                            .get(0)
                            .message())
                    .contains("Job \"churn\" has lost the annotation", "delete the Job");
            scene.client
                    .batch()
                    .v1()
                    .jobs()
                    .inNamespace(scene.namespace)
                    .withName(JOB)
                    .delete();
            scene.await(Job.class, "churn-retry-2", found -> true);
            scene.awaitState(JOB, "Pending");
        }
    }

    @Test
    void malformedObjectDoesNotStopTheOthers() {
        try (var operator = operator()) {
            scene.createTrainingJob(JOB, "profile: there-is-none");
            scene.createTrainingJob("another", "");
            scene.awaitState(JOB, "Blocked");
            scene.awaitState("another", "Pending");
        }
    }

    private static String image(Job job) {
        return job.getSpec().getTemplate().getSpec().getContainers().get(0).getImage();
    }
}

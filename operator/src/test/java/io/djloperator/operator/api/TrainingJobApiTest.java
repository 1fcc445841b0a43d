package io.djloperator.operator.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.djloperator.api.v1alpha1.TrainingJob;
import io.djloperator.api.v1alpha1.TrainingJobStatus;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@NeedsApiServer
@ParameterizedClass(allowZeroInvocations = true)
@MethodSource("io.djloperator.operator.api.ApiServers#versions")
class TrainingJobApiTest {
    @Parameter
    String version;

    private Scene scene;

    @BeforeEach
    void namespace() {
        scene = new Scene(ApiServers.admin(version));
    }

    @Test
    void jobBecomesAJobAndItsResultTheStatus() {
        var requests = new Requests();
        try (var operator = new RunningOperator(version, requests, scene.namespace)) {
            scene.createTrainingJob("churn");
            scene.awaitState("churn", "Pending");

            scene.podOfJobIsReady("churn");
            scene.awaitState("churn", "Running");
            scene.jobCompletes("churn");
            var done = scene.awaitState("churn", "Completed");

            assertThat(done.getStatus().model().digest()).isEqualTo(Scene.DIGEST);
            assertThat(done.getStatus().metrics())
                    .containsExactly(new TrainingJobStatus.MetricValue("test/auc", null, "0.853"));
            assertThat(done.getStatus().observedGeneration()).isEqualTo(1);
            assertThat(done.getMetadata().getFinalizers()).isEmpty();
            assertThat(requests.matching(
                            r -> r.verb().equals("patch") && r.resource().equals("trainingjobs/status")))
                    .as("one status write for each of Pending, Running, Completed")
                    .hasSize(3);
            assertThat(requests.matching(r -> r.isWrite()
                            && !r.resource().equals("trainingjobs/status")
                            && !r.resource().equals("events")))
                    .as("a Job")
                    .hasSize(1);
            assertThat(scene.client
                            .events()
                            .v1()
                            .events()
                            .inNamespace(scene.namespace)
                            .list()
                            .getItems())
                    .extracting(event -> event.getReason())
                    .containsExactlyInAnyOrder("Running", "Completed");
        }
    }

    @Test
    void finishedWorkDoesNotRunAgainWhenEverythingIsDeleted() {
        try (var operator = new RunningOperator(version, new Requests(), scene.namespace)) {
            scene.createTrainingJob("churn");
            scene.await(Job.class, "churn", job -> true);
            scene.jobCompletes("churn");
            scene.awaitState("churn", "Completed");
        }
        scene.client.pods().inNamespace(scene.namespace).delete();
        scene.client.batch().v1().jobs().inNamespace(scene.namespace).delete();
        var requests = new Requests();
        try (var operator = new RunningOperator(version, requests, scene.namespace)) {
            scene.createTrainingJob("another");
            scene.await(Job.class, "another", job -> true);
            assertThat(scene.find(Job.class, "churn")).isEmpty();
            assertThat(requests.matching(r -> r.isWrite() && "churn".equals(r.name())))
                    .isEmpty();
            assertThat(scene.find(TrainingJob.class, "churn")
                            .orElseThrow()
                            .getStatus()
                            .model())
                    .isNotNull();
        }
    }

    @Test
    void suspendStopsTheJobAndItsRemovalStartsItAgain() {
        try (var operator = new RunningOperator(version, new Requests(), scene.namespace)) {
            scene.createTrainingJob("churn");
            scene.await(
                    Job.class, "churn", j -> !Boolean.TRUE.equals(j.getSpec().getSuspend()));
            scene.suspend("churn", true);
            scene.await(Job.class, "churn", j -> j.getSpec().getSuspend());
            scene.awaitState("churn", "Suspended");
            scene.suspend("churn", false);
            scene.await(Job.class, "churn", j -> !j.getSpec().getSuspend());
            scene.awaitState("churn", "Pending");
        }
    }

    @Test
    void jobOfAStrangerIsLeftAloneAndTold() {
        var stranger = new JobBuilder()
                .withNewMetadata()
                .withName("churn")
                .withNamespace(scene.namespace)
                .endMetadata()
                .withNewSpec()
                .withNewTemplate()
                .withNewSpec()
                .withRestartPolicy("Never")
                .addNewContainer()
                .withName("x")
                .withImage("x")
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
        var before = scene.client.resource(stranger).create();
        try (var operator = new RunningOperator(version, new Requests(), scene.namespace)) {
            scene.createTrainingJob("churn");
            var blocked = scene.awaitState("churn", "Blocked");
            assertThat(blocked.getStatus().conditions().get(0).message())
                    .isEqualTo(
                            "NameTaken: Job \"churn\" exists and does not belong to this TrainingJob: delete it, or give the"
                                    + " TrainingJob another name");
            var after = scene.find(Job.class, "churn").orElseThrow();
            assertThat(after.getMetadata().getResourceVersion())
                    .isEqualTo(before.getMetadata().getResourceVersion());
        }
    }
}

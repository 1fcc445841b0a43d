package io.djloperator.operator.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.djloperator.api.v1alpha1.ModelDeployment;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@NeedsApiServer
@ParameterizedClass(allowZeroInvocations = true)
@MethodSource("io.djloperator.operator.api.ApiServers#versions")
class ModelDeploymentApiTest {
    @Parameter
    String version;

    private Scene scene;

    @BeforeEach
    void namespace() {
        scene = new Scene(ApiServers.admin(version));
    }

    @Test
    void deploymentFollowsTheModelOfItsJob() {
        var requests = new Requests();
        try (var operator = new RunningOperator(version, requests, scene.namespace)) {
            scene.createModelDeployment("churn", "churn");
            scene.awaitReady("churn", "TrainingJobNotFound");
            scene.createTrainingJob("churn");
            scene.awaitReady("churn", "WaitingForModel");
            scene.await(Job.class, "churn", job -> true);
            scene.jobCompletes("churn");
            scene.awaitReady("churn", "Progressing");

            assertThat(scene.find(Service.class, "churn")).isPresent();
            assertThat(scene.find(PodDisruptionBudget.class, "churn")).isPresent();
            scene.await(
                    Deployment.class,
                    "churn",
                    deployment -> deployment
                            .getSpec()
                            .getTemplate()
                            .getMetadata()
                            .getAnnotations()
                            .containsValue(Scene.DIGEST));

            scene.deploymentIsOut("churn");
            var serving = scene.awaitReady("churn", "Serving");
            assertThat(serving.getStatus().model().trainingJob()).isEqualTo("churn");
            assertThat(serving.getStatus().url())
                    .isEqualTo("http://churn.%s.svc/predictions/churn".formatted(scene.namespace));
            assertThat(requests.matching(r -> r.isWrite()
                            && List.of("deployments", "services", "poddisruptionbudgets")
                                    .contains(r.resource())))
                    .as("each child is written once")
                    .hasSize(3);
        }
    }

    @Test
    void editedAndDeletedChildrenAreRestoredByOneWriteEach() {
        var requests = new Requests();
        try (var operator = new RunningOperator(version, requests, scene.namespace)) {
            serve();
            var written = requests.matching(r -> r.isWrite() && r.resource().equals("deployments"))
                    .size();

            scene.client
                    .apps()
                    .deployments()
                    .inNamespace(scene.namespace)
                    .withName("churn")
                    .edit(d -> new DeploymentBuilder(d)
                            .editSpec()
                            .withReplicas(7)
                            .editTemplate()
                            .editSpec()
                            .editContainer(0)
                            .withImage("evil/image:1")
                            .endContainer()
                            .endSpec()
                            .endTemplate()
                            .endSpec()
                            .build());
            scene.await(
                    Deployment.class,
                    "churn",
                    d -> d.getSpec().getReplicas() == 2
                            && d.getSpec()
                                    .getTemplate()
                                    .getSpec()
                                    .getContainers()
                                    .get(0)
                                    .getImage()
                                    .equals("example/serving:1"));
            scene.deploymentIsOut("churn");
            scene.awaitReady("churn", "Serving");
            assertThat(requests.matching(r -> r.isWrite() && r.resource().equals("deployments")))
                    .hasSize(written + 1);

            scene.client
                    .apps()
                    .deployments()
                    .inNamespace(scene.namespace)
                    .withName("churn")
                    .delete();
            scene.await(Deployment.class, "churn", d -> d.getMetadata().getDeletionTimestamp() == null);
            scene.awaitReady("churn", "Progressing");
            scene.deploymentIsOut("churn");
            scene.awaitReady("churn", "Serving");
            assertThat(requests.matching(r -> r.isWrite() && r.resource().equals("deployments")))
                    .hasSize(written + 2);
        }
    }

    /** An edit that only adds can stop the serving, or the check of the model, as well as one that changes. */
    @Test
    void additionsToChildrenAreTakenBack() {
        try (var operator = new RunningOperator(version, new Requests(), scene.namespace)) {
            serve();
            patch(Service.class, "{\"spec\":{\"selector\":{\"foo\":\"bar\"}}}");
            scene.await(
                    Service.class,
                    "churn",
                    service -> service.getSpec().getSelector().size() == 1);
            patch(
                    Deployment.class,
                    "{\"spec\":{\"paused\":true,\"template\":{\"spec\":{\"nodeSelector\":{\"a\":\"b\"}}}}}");
            scene.await(
                    Deployment.class,
                    "churn",
                    d -> d.getSpec().getPaused() == null
                            && d.getSpec()
                                    .getTemplate()
                                    .getSpec()
                                    .getNodeSelector()
                                    .isEmpty());
            scene.client
                    .apps()
                    .deployments()
                    .inNamespace(scene.namespace)
                    .withName("churn")
                    .edit(d -> {
                        d.getSpec()
                                .getTemplate()
                                .getSpec()
                                .getInitContainers()
                                .get(0)
                                .setCommand(List.of("/bin/true"));
                        return d;
                    });
            scene.await(
                    Deployment.class,
                    "churn",
                    d -> d.getSpec()
                            .getTemplate()
                            .getSpec()
                            .getInitContainers()
                            .get(0)
                            .getCommand()
                            .isEmpty());
            scene.deploymentIsOut("churn");
            scene.awaitReady("churn", "Serving");
        }
    }

    private void patch(Class<? extends HasMetadata> type, String patch) {
        scene.client
                .resources(type)
                .inNamespace(scene.namespace)
                .withName("churn")
                .patch(PatchContext.of(PatchType.JSON_MERGE), patch);
    }

    @Test
    void scaleSubresourceChangesTheDeployment() {
        try (var operator = new RunningOperator(version, new Requests(), scene.namespace)) {
            serve();
            var resource = scene.client
                    .resources(ModelDeployment.class)
                    .inNamespace(scene.namespace)
                    .withName("churn");
            resource.scale(3);
            scene.await(Deployment.class, "churn", d -> d.getSpec().getReplicas() == 3);
            assertThat(resource.get().getStatus().selector()).isEqualTo("djl-operator.io/model-deployment=churn");
        }
    }

    @Test
    void modelStaysWhenItsJobIsRemoved() {
        try (var operator = new RunningOperator(version, new Requests(), scene.namespace)) {
            serve();
            scene.client
                    .resources(io.djloperator.api.v1alpha1.TrainingJob.class)
                    .inNamespace(scene.namespace)
                    .withName("churn")
                    .delete();
            scene.client
                    .resources(ModelDeployment.class)
                    .inNamespace(scene.namespace)
                    .withName("churn")
                    .scale(4);
            scene.await(Deployment.class, "churn", d -> d.getSpec().getReplicas() == 4);
            assertThat(scene.find(ModelDeployment.class, "churn")
                            .orElseThrow()
                            .getStatus()
                            .model()
                            .digest())
                    .isEqualTo(Scene.DIGEST);
        }
    }

    @Test
    void serviceOfAStrangerIsLeftAloneAndTold() {
        var stranger = new io.fabric8.kubernetes.api.model.ServiceBuilder()
                .withNewMetadata()
                .withName("churn")
                .withNamespace(scene.namespace)
                .withLabels(Map.of("owner", "somebody"))
                .endMetadata()
                .withNewSpec()
                .addNewPort()
                .withPort(5432)
                .endPort()
                .endSpec()
                .build();
        scene.client.resource(stranger).create();
        try (var operator = new RunningOperator(version, new Requests(), scene.namespace)) {
            scene.createTrainingJob("churn");
            scene.createModelDeployment("churn", "churn");
            scene.await(Job.class, "churn", job -> true);
            scene.jobCompletes("churn");
            var blocked = scene.awaitReady("churn", "NameTaken");
            assertThat(blocked.getStatus().conditions().get(0).message())
                    .isEqualTo(
                            "Service \"churn\" exists and does not belong to this ModelDeployment: delete it, or give the"
                                    + " ModelDeployment another name");
            assertThat(scene.find(Service.class, "churn")
                            .orElseThrow()
                            .getSpec()
                            .getPorts()
                            .get(0)
                            .getPort())
                    .isEqualTo(5432);
        }
    }

    private void serve() {
        scene.createTrainingJob("churn");
        scene.createModelDeployment("churn", "churn");
        scene.await(Job.class, "churn", job -> true);
        scene.jobCompletes("churn");
        scene.await(Deployment.class, "churn", d -> true);
        scene.deploymentIsOut("churn");
        scene.awaitReady("churn", "Serving");
    }
}

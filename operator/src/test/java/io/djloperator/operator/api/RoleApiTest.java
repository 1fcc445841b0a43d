package io.djloperator.operator.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.djloperator.api.v1alpha1.TrainingJob;
import io.djloperator.operator.report.TestEndpoint;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** The shipped role grants what the operator does, and nothing that it does not do. */
@NeedsApiServer
@ParameterizedClass(allowZeroInvocations = true)
@MethodSource("io.djloperator.operator.api.ApiServers#versions")
class RoleApiTest {
    @Parameter
    String version;

    @Test
    void roleIsExactlyWhatTheOperatorUses() throws IOException {
        var scene = new Scene(ApiServers.admin(version));
        var requests = new Requests();
        strangers(scene);
        try (var operator = new RunningOperator(version, requests, scene.namespace)) {
            serve(scene);
            for (var name : new String[] {"job", "service", "budget", "deployment"}) {
                scene.createTrainingJob(name);
                scene.createModelDeployment(name, "churn");
            }
            scene.awaitState("job", "Blocked");
            scene.awaitReady("service", "NameTaken");
            scene.awaitReady("budget", "NameTaken");
            scene.awaitReady("deployment", "NameTaken");
            scene.client
                    .resources(TrainingJob.class)
                    .inNamespace(scene.namespace)
                    .withName("service")
                    .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"suspend\":true}}");
            scene.await(Job.class, "service", job -> job.getSpec().getSuspend());
            // A pod that does not start is looked at, and so are the warnings about it.
            scene.await(Job.class, "budget", job -> true);
            var pod = pod(scene.namespace, "budget");
            pod.getMetadata().setOwnerReferences(List.of(scene.ownerOfPods("budget")));
            scene.client.resource(pod).create();
            queue(scene);
            search(scene);
            scene.createTrainingJob("late", "deadlines: {activeSeconds: 1}");
            new PlayedJob(scene, "late", "late").runs("late-a");
            scene.await(Job.class, "late", job -> job.getMetadata().getDeletionTimestamp() != null);
            patch(scene, Service.class, "churn", "{\"spec\":{\"selector\":{\"foo\":\"bar\"}}}");
            patch(scene, PodDisruptionBudget.class, "churn", "{\"spec\":{\"maxUnavailable\":0}}");
            patch(scene, Deployment.class, "churn", "{\"spec\":{\"paused\":true}}");
            scene.await(Service.class, "churn", s -> s.getSpec().getSelector().size() == 1);
            scene.await(
                    PodDisruptionBudget.class,
                    "churn",
                    b -> b.getSpec().getMaxUnavailable().getIntVal() == 1);
            scene.await(Deployment.class, "churn", d -> d.getSpec().getPaused() == null);
            scene.await(
                    TrainingJob.class,
                    "budget",
                    job -> job.getStatus().conditions().get(0).message().equals("a pod waits for a node"));
        }
        report(requests);
        var used = used(requests, r -> !ApiServers.NAMESPACE.equals(r.namespace()));
        // Server-side apply of an object that is not there yet asks for create beside patch.
        for (var applied : List.of("/services", "apps/deployments", "policy/poddisruptionbudgets")) {
            assertThat(used).contains("patch " + applied);
            used.add("create " + applied);
        }
        // Served behind a feature gate only: PodGroupApiTest.
        used.addAll(List.of("get scheduling.k8s.io/podgroups", "create scheduling.k8s.io/podgroups"));
        assertThat(used).isEqualTo(granted("cluster-role.yaml", "ClusterRole"));
        var atHome = used(requests, r -> ApiServers.NAMESPACE.equals(r.namespace()));
        atHome.add("create /secrets"); // it is there from another test, or must be made
        atHome.add("update /secrets"); // when its certificate is renewed: ReportCertificateApiTest
        var grantedAtHome = granted("profiles.yaml", "Role");
        grantedAtHome.addAll(granted("report-endpoint.yaml", "Role"));
        assertThat(atHome).isEqualTo(grantedAtHome);
    }

    private static TreeSet<String> used(Requests requests, Predicate<Requests.Request> which) {
        return requests.matching(r -> !r.group().equals("authorization.k8s.io")).stream()
                .filter(which)
                .map(r -> "%s %s/%s".formatted(r.verb(), r.group(), r.resource()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** A pod that reports twice, so that its curve is made and changed. */
    private void report(Requests requests) {
        var reporting = new ReportScene(ApiServers.admin(version));
        var token = reporting.token(reporting.running("churn"));
        try (var client = ApiServers.operator(version, requests);
                var endpoint = TestEndpoint.unlimited(client, reporting.cache())) {
            for (var step : List.of(1, 2)) {
                endpoint.post(
                        token, "{\"step\":%1$d,\"metrics\":[{\"name\":\"loss\",\"value\":%1$d}]}".formatted(step));
                reporting.scene.await(
                        ConfigMap.class,
                        "churn-curve",
                        curve -> curve.getData().get("curve.json").contains("[" + step + ","));
            }
        }
    }

    /** A search whose trial is suspended with it, and the object of an old one deleted. */
    private static void search(Scene scene) {
        scene.createTrainingJob("tune", SearchApiTest.SEARCH.formatted(3, 1, ", keepTrials: 1"));
        var trials = new PlayedTrials(scene, "tune");
        scene.suspend("tune", true);
        scene.await(TrainingJob.class, "tune-1", trial -> trial.getSpec().suspend());
        scene.suspend("tune", false);
        trials.completes(trials.awaitRunning(1).get(0), SearchApiTest::value);
        scene.await(TrainingJob.class, "tune-1", PlayedTrials::hasEnded);
        trials.completes(trials.awaitRunning(1).get(0), SearchApiTest::value);
        scene.await(TrainingJob.class, "tune-3", trial -> true);
        Scene.until("an old trial goes", () -> trials.all().size(), left -> left == 2);
    }

    /** A job that its user takes out of its queue. */
    private static void queue(Scene scene) {
        scene.createTrainingJob("queued", "scheduling: {queue: team-a}");
        var job = scene.await(Job.class, "queued", found -> true);
        scene.createWorkload(job);
        scene.suspend("queued", true);
        Awaitility.await()
                .untilAsserted(() -> assertThat(scene.workload("queued")
                                .getAdditionalProperties()
                                .toString())
                        .as(() -> String.valueOf(scene.find(TrainingJob.class, "queued")
                                .orElseThrow()
                                .getStatus()))
                        .contains("active=false"));
    }

    /** What the roles of a file grant; the two kinds of role have the same rules. */
    private static TreeSet<String> granted(String file, String kind) throws IOException {
        var granted = new TreeSet<String>();
        for (var document :
                Files.readString(Path.of("../deploy/kustomize/base", file)).split("\n---\n")) {
            if (!document.contains("kind: " + kind + "\n")) {
                continue;
            }
            var rules = document.replace("kind: Role\n", "kind: ClusterRole\n");
            var role = io.fabric8.kubernetes.client.utils.Serialization.unmarshal(rules, ClusterRole.class);
            for (var rule : role.getRules()) {
                for (var resource : rule.getResources()) {
                    rule.getVerbs()
                            .forEach(verb -> granted.add("%s %s/%s"
                                    .formatted(verb, rule.getApiGroups().get(0), resource)));
                }
            }
        }
        return granted;
    }

    private static <T extends HasMetadata> void patch(Scene scene, Class<T> type, String name, String patch) {
        scene.client
                .resources(type)
                .inNamespace(scene.namespace)
                .withName(name)
                .patch(PatchContext.of(PatchType.JSON_MERGE), patch);
    }

    private static void serve(Scene scene) {
        scene.createTrainingJob("churn");
        scene.createModelDeployment("churn", "churn");
        scene.await(Job.class, "churn", job -> true);
        scene.jobCompletes("churn");
        scene.await(Deployment.class, "churn", d -> true);
    }

    private static Pod pod(String namespace, String job) {
        return new PodBuilder()
                .withNewMetadata()
                .withName(job)
                .withNamespace(namespace)
                .withLabels(Map.of("djl-operator.io/training-job", job))
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("trainer")
                .withImage("x")
                .endContainer()
                .endSpec()
                .build();
    }

    private static void strangers(Scene scene) {
        var namespace = scene.namespace;
        var template = new PodBuilder(pod(namespace, "stranger")).build().getSpec();
        template.setRestartPolicy("Never");
        var always = new PodBuilder(pod(namespace, "stranger")).build().getSpec();
        var labels = Map.of("app", "stranger");
        scene.client
                .resource(new JobBuilder()
                        .withNewMetadata()
                        .withName("job")
                        .withNamespace(namespace)
                        .endMetadata()
                        .withNewSpec()
                        .withNewTemplate()
                        .withSpec(template)
                        .endTemplate()
                        .endSpec()
                        .build())
                .create();
        scene.client
                .resource(new ServiceBuilder()
                        .withNewMetadata()
                        .withName("service")
                        .withNamespace(namespace)
                        .endMetadata()
                        .withNewSpec()
                        .addNewPort()
                        .withPort(80)
                        .endPort()
                        .endSpec()
                        .build())
                .create();
        scene.client
                .resource(new PodDisruptionBudgetBuilder()
                        .withNewMetadata()
                        .withName("budget")
                        .withNamespace(namespace)
                        .endMetadata()
                        .withNewSpec()
                        .withNewSelector()
                        .withMatchLabels(labels)
                        .endSelector()
                        .endSpec()
                        .build())
                .create();
        scene.client
                .resource(new DeploymentBuilder()
                        .withNewMetadata()
                        .withName("deployment")
                        .withNamespace(namespace)
                        .endMetadata()
                        .withNewSpec()
                        .withNewSelector()
                        .withMatchLabels(labels)
                        .endSelector()
                        .withNewTemplate()
                        .withNewMetadata()
                        .withLabels(labels)
                        .endMetadata()
                        .withSpec(always)
                        .endTemplate()
                        .endSpec()
                        .build())
                .create();
    }
}

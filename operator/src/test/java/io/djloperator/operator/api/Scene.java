package io.djloperator.operator.api;

import io.djloperator.api.v1alpha1.Condition;
import io.djloperator.api.v1alpha1.ModelDeployment;
import io.djloperator.api.v1alpha1.TrainingJob;
import io.djloperator.operator.profile.Profiles;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** A namespace of its own, and what users, the Job controller and the Deployment controller do in it. */
final class Scene {
    static final String DIGEST = "sha256:0123456789ab" + "0".repeat(52);
    static final String RESULT = """
            {"reason":"Completed","message":"test/auc 0.853","metrics":[{"name":"test/auc","value":"0.853"}],
             "model":{"uri":"pvc://models/churn/0123456789ab","digest":"%s","version":"0123456789ab","sizeBytes":1000}}""".formatted(DIGEST);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    final KubernetesClient client;
    final String namespace;

    Scene(KubernetesClient client) {
        this.client = client;
        this.namespace = "test-" + UUID.randomUUID().toString().substring(0, 8);
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(namespace)
                        .endMetadata()
                        .build())
                .create();
    }

    TrainingJob createTrainingJob(String name) {
        return createTrainingJob(name, "");
    }

    /** A job that trains a table; {@code more} is a line of its spec. */
    TrainingJob createTrainingJob(String name, String more) {
        return client.resource(trainingJob(name, more)).inNamespace(namespace).create();
    }

    /** As `kubectl apply` and GitOps tools do. */
    TrainingJob applyTrainingJob(String name, String more) {
        return client.resource(trainingJob(name, more)).inNamespace(namespace).serverSideApply();
    }

    private static TrainingJob trainingJob(String name, String more) {
        return Serialization.unmarshal("""
                apiVersion: djl-operator.io/v1alpha1
                kind: TrainingJob
                metadata: {name: %s}
                spec:
                  data: {tabular: {tables: [{name: t, uri: "configMap://data/t.csv"}], target: y, task: classification}}
                  model: {mlp: {}}
                  output: {uri: "pvc://models/%s"}
                  %s
                """.formatted(name, name, more), TrainingJob.class);
    }

    /** A job that runs a container of the user's. */
    TrainingJob createContainerJob(String name, String more) {
        var job = Serialization.unmarshal("""
                apiVersion: djl-operator.io/v1alpha1
                kind: TrainingJob
                metadata: {name: %s}
                spec:
                  container: {image: example/torch:1, command: [train]}
                  %s
                """.formatted(name, more), TrainingJob.class);
        return client.resource(job).inNamespace(namespace).create();
    }

    /** The platform team's profiles, of all namespaces; null takes them away. */
    void profiles(Map<String, String> profiles) {
        var operators = client.configMaps().inNamespace(ApiServers.NAMESPACE).withName(Profiles.CONFIG_MAP);
        if (profiles == null) {
            operators.delete();
            return;
        }
        client.resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName(Profiles.CONFIG_MAP)
                        .withNamespace(ApiServers.NAMESPACE)
                        .endMetadata()
                        .withData(profiles)
                        .build())
                .createOr(NonDeletingOperation::update);
    }

    /** As Kueue does when it has noticed a Job; of its API there is no more here than a name. */
    void createWorkload(Job job) {
        client.resource("""
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata: {name: workloads.kueue.x-k8s.io, annotations: {api-approved.kubernetes.io: unapproved}}
                spec:
                  group: kueue.x-k8s.io
                  scope: Namespaced
                  names: {kind: Workload, plural: workloads, singular: workload}
                  versions:
                    - name: v1beta2
                      served: true
                      storage: true
                      schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}
                """).serverSideApply();
        var workload = Serialization.unmarshal(
                """
                apiVersion: kueue.x-k8s.io/v1beta2
                kind: Workload
                metadata: {name: %1$s, namespace: %2$s, labels: {kueue.x-k8s.io/job-uid: %3$s}, ownerReferences: [{apiVersion: batch/v1, kind: Job, name: %1$s, uid: %3$s, controller: true}]}
                spec: {active: true}
                status: {conditions: [{type: QuotaReserved, status: "False", reason: Pending, message: insufficient quota}]}
                """.formatted(
                                job.getMetadata().getName(),
                                namespace,
                                job.getMetadata().getUid()),
                GenericKubernetesResource.class);
        Awaitility.await()
                .atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> client.resource(workload).create() != null);
    }

    GenericKubernetesResource workload(String name) {
        return client.genericKubernetesResources("kueue.x-k8s.io/v1beta2", "Workload")
                .inNamespace(namespace)
                .withName(name)
                .get();
    }

    void suspend(String name, boolean suspend) {
        client.resources(TrainingJob.class)
                .inNamespace(namespace)
                .withName(name)
                .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"suspend\":%s}}".formatted(suspend));
    }

    /** As {@code kubectl annotate} does. */
    void annotate(String job, String key, String value) {
        client.resources(TrainingJob.class)
                .inNamespace(namespace)
                .withName(job)
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"metadata\":{\"annotations\":{\"%s\":\"%s\"}}}".formatted(key, value));
    }

    /** Lets no more than that be created. */
    void quota(String resource, String most) {
        client.resource(new ResourceQuotaBuilder()
                        .withNewMetadata()
                        .withName("quota")
                        .withNamespace(namespace)
                        .endMetadata()
                        .withNewSpec()
                        .addToHard(resource, new Quantity(most))
                        .endSpec()
                        .build())
                .create();
        // What the quota controller would count; there is none here.
        patchStatus(
                ResourceQuota.class,
                "quota",
                "{\"status\":{\"hard\":{\"%1$s\":\"%2$s\"},\"used\":{\"%1$s\":\"0\"}}}".formatted(resource, most));
    }

    ModelDeployment createModelDeployment(String name, String trainingJob) {
        var deployment = Serialization.unmarshal("""
                apiVersion: djl-operator.io/v1alpha1
                kind: ModelDeployment
                metadata: {name: %s}
                spec: {model: {fromTrainingJob: {name: %s}}, replicas: 2}
                """.formatted(name, trainingJob), ModelDeployment.class);
        return client.resource(deployment).inNamespace(namespace).create();
    }

    /** Waits until the object is there and as wanted. */
    <T extends HasMetadata> T await(Class<T> type, String name, Predicate<T> wanted) {
        return waiting(type, name)
                .until(() -> find(type, name).filter(wanted), Optional::isPresent)
                .orElseThrow();
    }

    /** Waits until what is asked for is as wanted. */
    static <T> T until(String what, Callable<T> asked, Predicate<T> wanted) {
        return Awaitility.await(what)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(asked, wanted::test);
    }

    private ConditionFactory waiting(Class<?> type, String name) {
        return Awaitility.await(type.getSimpleName() + " " + name)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50));
    }

    <T extends HasMetadata> Optional<T> find(Class<T> type, String name) {
        return Optional.ofNullable(
                client.resources(type).inNamespace(namespace).withName(name).get());
    }

    TrainingJob awaitState(String name, String reason) {
        return await(
                TrainingJob.class,
                name,
                job -> job.getStatus() != null
                        && reason.equals(reason(job.getStatus().conditions(), "Succeeded")));
    }

    ModelDeployment awaitReady(String name, String reason) {
        return await(
                ModelDeployment.class,
                name,
                deployment -> deployment.getStatus() != null
                        && reason.equals(reason(deployment.getStatus().conditions(), "Ready")));
    }

    static String reason(List<Condition> conditions, String type) {
        return conditions.stream()
                .filter(c -> c.type().equals(type))
                .map(Condition::reason)
                .findFirst()
                .orElse("");
    }

    /** The pod of a job of one node trains. */
    void podOfJobIsReady(String name) {
        new PlayedJob(this, name, name).runs(name + "-pod");
    }

    /** It has ended well. */
    void jobCompletes(String name) {
        new PlayedJob(this, name, name).completes(name + "-pod", RESULT);
    }

    /** The Job, as the controller of its pods. */
    OwnerReference ownerOfPods(String job) {
        return new OwnerReferenceBuilder()
                .withApiVersion("batch/v1")
                .withKind("Job")
                .withName(job)
                .withUid(find(Job.class, job).orElseThrow().getMetadata().getUid())
                .withController(true)
                .build();
    }

    /** As the Deployment controller does when all pods serve. */
    void deploymentIsOut(String name) {
        var deployment = find(Deployment.class, name).orElseThrow();
        var pods = deployment.getSpec().getReplicas();
        patchStatus(
                Deployment.class,
                name,
                "{\"status\":{\"observedGeneration\":%d,\"replicas\":%d,\"updatedReplicas\":%d,\"readyReplicas\":%d,\"availableReplicas\":%d}}"
                        .formatted(deployment.getMetadata().getGeneration(), pods, pods, pods, pods));
    }

    <T extends HasMetadata> void patchStatus(Class<T> type, String name, String patch) {
        client.resources(type)
                .inNamespace(namespace)
                .withName(name)
                .subresource("status")
                .patch(PatchContext.of(PatchType.JSON_MERGE), patch);
    }
}

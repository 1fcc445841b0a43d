package io.djloperator.cluster;

import static org.awaitility.Awaitility.await;

import io.djloperator.api.v1alpha1.Condition;
import io.djloperator.api.v1alpha1.ModelDeployment;
import io.djloperator.api.v1alpha1.TrainingJob;
import io.djloperator.api.v1alpha1.TrainingJobStatus;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A namespace of its own for one test class; it enforces the strictest Pod Security Standard, as a careful user's would. */
final class Scene implements AutoCloseable {
    static final KubernetesClient CLIENT = new KubernetesClientBuilder().build();
    private static final Duration COMMAND = Duration.ofMinutes(3);

    final String namespace;

    Scene(String purpose) {
        namespace = purpose + "-" + Long.toString(System.nanoTime(), 36);
        CLIENT.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(namespace)
                        .withLabels(Map.of("pod-security.kubernetes.io/enforce", "restricted"))
                        .endMetadata()
                        .build())
                .create();
        await("the namespace's service account")
                .until(() -> CLIENT.serviceAccounts()
                                .inNamespace(namespace)
                                .withName("default")
                                .get()
                        != null);
    }

    /** Runs kubectl in the namespace. */
    String kubectl(String... words) {
        var command = new ArrayList<>(List.of("kubectl", "--namespace", namespace));
        command.addAll(Arrays.asList(words));
        return Command.run(COMMAND, command.toArray(String[]::new));
    }

    /** Creates what the YAML document says. */
    void create(String yaml) {
        CLIENT.resource(yaml).inNamespace(namespace).create();
    }

    TrainingJob trainingJob(String name) {
        return CLIENT.resources(TrainingJob.class)
                .inNamespace(namespace)
                .withName(name)
                .get();
    }

    ModelDeployment modelDeployment(String name) {
        return modelDeployments().withName(name).get();
    }

    NonNamespaceOperation<ModelDeployment, KubernetesResourceList<ModelDeployment>, Resource<ModelDeployment>>
            modelDeployments() {
        return CLIENT.resources(ModelDeployment.class).inNamespace(namespace);
    }

    /** The condition that tells the job's state, once it has that reason. */
    Condition awaitState(String job, String reason, Duration most) {
        return await("TrainingJob %s to be %s".formatted(job, reason))
                .atMost(most)
                .until(() -> succeeded(job), condition -> condition.reason().equals(reason));
    }

    /** The job's state; the reason is empty while there is none. */
    Condition succeeded(String job) {
        var found = trainingJob(job);
        return condition(
                found.getStatus() == null ? List.of() : found.getStatus().conditions(), "Succeeded");
    }

    /** The status; an empty one before the operator has seen the job. */
    TrainingJobStatus status(String job) {
        return Optional.ofNullable(trainingJob(job).getStatus())
                .orElseGet(() -> new TrainingJobStatus(
                        null, null, null, null, null, null, null, null, null, null, null, null, null));
    }

    /** The step of the newest checkpoint, once the pod has reported one. */
    long awaitCheckpoint(String job) {
        return await("a checkpoint of TrainingJob %s".formatted(job))
                .atMost(Duration.ofSeconds(90))
                .until(
                        () -> Optional.ofNullable(status(job).progress())
                                .map(TrainingJobStatus.Progress::checkpointStep)
                                .orElse(0L),
                        step -> step > 0);
    }

    /** The one pod of a job that has not ended. */
    Pod activePod(String job) {
        return await("the pod of TrainingJob %s".formatted(job))
                .atMost(Duration.ofSeconds(60))
                .until(() -> activePods(job), pods -> pods.size() == 1)
                .get(0);
    }

    List<Pod> activePods(String job) {
        return podsOf("training-job", job).stream()
                .filter(pod ->
                        !List.of("Succeeded", "Failed").contains(pod.getStatus().getPhase()))
                .toList();
    }

    /** Changes {@code spec.suspend} as a user does. */
    void suspend(String job, boolean isSuspended) {
        kubectl("patch", "tj", job, "--type=merge", "-p", "{\"spec\":{\"suspend\":%s}}".formatted(isSuspended));
    }

    /** Whether the newest spec is fully out. */
    Condition ready(String deployment) {
        var found = modelDeployment(deployment);
        var isOfThisSpec = found.getStatus() != null
                && found.getMetadata().getGeneration().equals(found.getStatus().observedGeneration());
        return condition(isOfThisSpec ? found.getStatus().conditions() : List.of(), "Ready");
    }

    void awaitReady(String deployment) {
        await("ModelDeployment %s to be Ready".formatted(deployment))
                .atMost(Duration.ofSeconds(120))
                .until(() -> ready(deployment), condition -> condition.status().equals("True"));
    }

    /** The Jobs that were made for a TrainingJob. */
    List<Job> jobsOf(String trainingJob) {
        return CLIENT.batch()
                .v1()
                .jobs()
                .inNamespace(namespace)
                .withLabel("djl-operator.io/training-job", trainingJob)
                .list()
                .getItems();
    }

    /** The pods of a {@code training-job} or {@code model-deployment} of that name. */
    List<Pod> podsOf(String kind, String name) {
        return CLIENT.pods()
                .inNamespace(namespace)
                .withLabel("djl-operator.io/" + kind, name)
                .list()
                .getItems();
    }

    /** Where on this machine the volume of a claim lies. */
    Path folderOfClaim(String claim) {
        var bound = CLIENT.persistentVolumeClaims()
                .inNamespace(namespace)
                .withName(claim)
                .get();
        var volume = CLIENT.persistentVolumes()
                .withName(bound.getSpec().getVolumeName())
                .get();
        return Path.of(volume.getSpec().getHostPath().getPath());
    }

    private static Condition condition(List<Condition> conditions, String type) {
        return conditions.stream()
                .filter(condition -> condition.type().equals(type))
                .findFirst()
                .orElse(new Condition(type, "Unknown", "", "", "", 0L));
    }

    /** Deletes the namespace and all in it; nobody waits for that. */
    @Override
    public void close() {
        CLIENT.namespaces().withName(namespace).delete();
    }
}

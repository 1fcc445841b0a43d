package io.djloperator.operator.api;

import io.djloperator.api.v1alpha1.TrainingJob;
import io.djloperator.operator.kube.TrainingJobCache;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** A job that runs: the TrainingJob, its Job and its pod, as controllers would have made them, and real tokens of that pod. */
final class ReportScene {
    static final String AUDIENCE = "djl-operator.io/report";
    private static final String ACCOUNT = "default";

    final Scene scene;

    ReportScene(KubernetesClient admin) {
        scene = new Scene(admin);
        admin.resource(new ServiceAccountBuilder()
                        .withNewMetadata()
                        .withName(ACCOUNT)
                        .withNamespace(scene.namespace)
                        .endMetadata()
                        .build())
                .createOr(NonDeletingOperation::update);
        install(admin);
    }

    /** The shipped rights for the operator's Secret. */
    private static void install(KubernetesClient admin) {
        try (var yaml = Files.newInputStream(Path.of("../deploy/kustomize/base/report-endpoint.yaml"))) {
            admin.load(yaml).items().stream()
                    .filter(item -> item.getKind().startsWith("Role"))
                    .forEach(item ->
                            admin.resource(item).inNamespace("djl-operator").serverSideApply());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Finds what stands in the API server now: a replica whose watches are never late. */
    TrainingJobCache cache() {
        var cache = new TrainingJobCache();
        cache.bind(
                (namespace, name) -> find(TrainingJob.class, namespace, name),
                (namespace, name) -> find(Job.class, namespace, name));
        return cache;
    }

    /** Costs no request for each report, and is a little late, as watches are. */
    TrainingJobCache watchedCache() {
        var seen = new ConcurrentHashMap<String, Optional<TrainingJob>>();
        var asked = new AtomicLong();
        var fresh = cache();
        var jobs = new ConcurrentHashMap<String, Optional<Job>>();
        var cache = new TrainingJobCache();
        cache.bind(
                (namespace, name) -> {
                    var now = System.nanoTime();
                    if (now - asked.get() > 50_000_000) {
                        asked.set(now);
                        seen.clear();
                    }
                    return seen.computeIfAbsent(name, n -> fresh.job(namespace, n));
                },
                (namespace, name) -> jobs.computeIfAbsent(name, n -> fresh.child(namespace, n)));
        return cache;
    }

    private <T extends HasMetadata> Optional<T> find(Class<T> type, String namespace, String name) {
        return Optional.ofNullable(scene.client
                .resources(type)
                .inNamespace(namespace)
                .withName(name)
                .get());
    }

    /** A TrainingJob with its Job and its pod {@code <name>-0}. */
    Pod running(String name) {
        return pod(name + "-0", owner(job(name, owner(scene.createTrainingJob(name)))));
    }

    Job job(String name, OwnerReference owner) {
        var job = new JobBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(scene.namespace)
                .addToLabels("djl-operator.io/training-job", name)
                .withOwnerReferences(owner)
                .endMetadata()
                .withNewSpec()
                .withNewTemplate()
                .withNewSpec()
                .withRestartPolicy("Never")
                .addNewContainer()
                .withName("trainer")
                .withImage("x")
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
        return scene.client.resource(job).create();
    }

    Pod pod(String name, OwnerReference... owner) {
        var pod = new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(scene.namespace)
                .withOwnerReferences(owner)
                .endMetadata()
                .withNewSpec()
                .withServiceAccountName(ACCOUNT)
                .withAutomountServiceAccountToken(false)
                .addNewContainer()
                .withName("trainer")
                .withImage("x")
                .endContainer()
                .endSpec()
                .build();
        return scene.client.resource(pod).create();
    }

    static OwnerReference owner(HasMetadata owner) {
        return new OwnerReferenceBuilder()
                .withApiVersion(owner.getApiVersion())
                .withKind(owner.getKind())
                .withName(owner.getMetadata().getName())
                .withUid(owner.getMetadata().getUid())
                .withController(true)
                .build();
    }

    /** What the kubelet would mount into the pod. */
    String token(Pod pod) {
        return token(pod, AUDIENCE);
    }

    String token(Pod pod, String audience) {
        var request = new TokenRequestBuilder()
                .withNewSpec()
                .withAudiences(audience)
                .withExpirationSeconds(3600L)
                .endSpec();
        if (pod != null) {
            request.editSpec()
                    .withNewBoundObjectRef()
                    .withApiVersion("v1")
                    .withKind("Pod")
                    .withName(pod.getMetadata().getName())
                    .withUid(pod.getMetadata().getUid())
                    .endBoundObjectRef()
                    .endSpec();
        }
        return scene.client
                .serviceAccounts()
                .inNamespace(scene.namespace)
                .withName(ACCOUNT)
                .tokenRequest(request.build())
                .getStatus()
                .getToken();
    }

    /** As the reconciler does at the end of a job. */
    void ends(String name) {
        scene.client
                .resources(TrainingJob.class)
                .inNamespace(scene.namespace)
                .withName(name)
                .subresource("status")
                .patch(
                        io.fabric8.kubernetes.client.dsl.base.PatchContext.of(
                                io.fabric8.kubernetes.client.dsl.base.PatchType.JSON_MERGE),
                        "{\"status\":{\"conditions\":[{\"type\":\"Succeeded\",\"status\":\"True\",\"reason\":\"Completed\"}]}}");
    }
}

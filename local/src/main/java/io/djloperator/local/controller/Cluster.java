package io.djloperator.local.controller;

import io.djloperator.api.v1alpha1.ModelDeployment;
import io.djloperator.api.v1alpha1.TrainingJob;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** What all controllers here look at: one cache a kind, shared between them. */
final class Cluster implements AutoCloseable {
    private final Map<Class<? extends HasMetadata>, SharedIndexInformer<? extends HasMetadata>> caches =
            new LinkedHashMap<>();
    private final List<Runnable> listeners = new ArrayList<>();

    Cluster(KubernetesClient client) {
        for (var kind : List.of(
                Pod.class,
                Job.class,
                Deployment.class,
                PersistentVolumeClaim.class,
                ConfigMap.class,
                Namespace.class,
                ServiceAccount.class,
                Service.class,
                PodDisruptionBudget.class,
                TrainingJob.class,
                ModelDeployment.class)) {
            caches.put(kind, client.resources(kind).inAnyNamespace().runnableInformer(0));
        }
    }

    /** Calls each listener after every change, from now on. */
    void start(List<Runnable> whenChanged) {
        listeners.addAll(whenChanged);
        caches.values().forEach(this::follow);
        // All first lists run at the same time.
        var starting = caches.values().stream()
                .map(cache -> cache.start().toCompletableFuture())
                .toList();
        starting.forEach(CompletableFuture::join);
    }

    <T extends HasMetadata> List<T> all(Class<T> kind) {
        return caches.get(kind).getStore().list().stream().map(kind::cast).toList();
    }

    List<HasMetadata> everything() {
        var all = new ArrayList<HasMetadata>();
        caches.values().forEach(cache -> all.addAll(cache.getStore().list()));
        return all;
    }

    @Override
    public void close() {
        caches.values().forEach(SharedIndexInformer::close);
    }

    private <T extends HasMetadata> void follow(SharedIndexInformer<T> cache) {
        cache.addEventHandler(new ResourceEventHandler<T>() {
            @Override
            public void onAdd(T object) {
                listeners.forEach(Runnable::run);
            }

            @Override
            public void onUpdate(T before, T object) {
                listeners.forEach(Runnable::run);
            }

            @Override
            public void onDelete(T object, boolean finalStateUnknown) {
                listeners.forEach(Runnable::run);
            }
        });
    }
}

package io.djloperator.operator.kube;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Comparator;
import java.util.List;

/** Reads the pods of a resource when something is to be learnt from them: there is no Pod informer, pods are many. */
public final class Pods {
    private static final long MOST_EVENTS = 50;

    private Pods() {}

    /** The resource's pods, newest first. */
    public static List<Pod> of(HasMetadata owner, KubernetesClient client) {
        return client
                .pods()
                .inNamespace(owner.getMetadata().getNamespace())
                .withLabels(Labels.selector(owner))
                .list() // no limit: with one, the API server reads its store instead of its cache
                .getItems()
                .stream()
                .sorted(Comparator.comparing((Pod pod) -> pod.getMetadata().getCreationTimestamp())
                        .reversed())
                .toList();
    }

    /** The resource's Jobs as the API server has them now, where the watch does not show any. */
    public static List<Job> jobsOf(HasMetadata owner, KubernetesClient client) {
        return client.batch()
                .v1()
                .jobs()
                .inNamespace(owner.getMetadata().getNamespace())
                .withLabels(Labels.selector(owner))
                .list()
                .getItems();
    }

    /** Events about a pod that has not started, or a Job that has no pod: what is said of volumes and of quotas is nowhere else. */
    public static List<Event> warnings(HasMetadata about, KubernetesClient client) {
        return client.events()
                .v1()
                .events()
                .inNamespace(about.getMetadata().getNamespace())
                .withField("regarding.uid", about.getMetadata().getUid())
                .list(options(MOST_EVENTS))
                .getItems();
    }

    private static io.fabric8.kubernetes.api.model.ListOptions options(long limit) {
        return new io.fabric8.kubernetes.api.model.ListOptionsBuilder()
                .withLimit(limit)
                .build();
    }
}

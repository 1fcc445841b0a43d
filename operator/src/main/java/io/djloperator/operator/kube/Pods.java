package io.djloperator.operator.kube;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Comparator;
import java.util.List;

/** Reads the pods of a resource when something is to be learnt from them: there is no Pod informer, pods are many. */
public final class Pods {
    private static final long MOST = 50;

    private Pods() {}

    /** The resource's newest pods, newest first. */
    public static List<Pod> of(HasMetadata owner, KubernetesClient client) {
        return client
                .pods()
                .inNamespace(owner.getMetadata().getNamespace())
                .withLabels(Labels.selector(owner))
                .list(options(MOST))
                .getItems()
                .stream()
                .sorted(Comparator.comparing((Pod pod) -> pod.getMetadata().getCreationTimestamp())
                        .reversed())
                .toList();
    }

    /** Warnings about one pod that has not started; what the kubelet says of volumes is nowhere else. */
    public static List<Event> warnings(Pod pod, KubernetesClient client) {
        return client.events()
                .v1()
                .events()
                .inNamespace(pod.getMetadata().getNamespace())
                .withField("regarding.uid", pod.getMetadata().getUid())
                .list(options(MOST))
                .getItems();
    }

    private static io.fabric8.kubernetes.api.model.ListOptions options(long limit) {
        return new io.fabric8.kubernetes.api.model.ListOptionsBuilder()
                .withLimit(limit)
                .build();
    }
}

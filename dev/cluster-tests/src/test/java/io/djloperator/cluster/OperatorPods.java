package io.djloperator.cluster;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The replicas of the installed operator. */
final class OperatorPods {
    private static final String NAMESPACE = "djl-operator";
    private static final String NAME = "djl-operator";

    private OperatorPods() {}

    static List<Pod> all() {
        return client().pods()
                .inNamespace(NAMESPACE)
                .withLabel("app.kubernetes.io/name", NAME)
                .list()
                .getItems();
    }

    /** Name of the pod that holds the lease. */
    static String leader() {
        return client().leases()
                .inNamespace(NAMESPACE)
                .withName(NAME)
                .get()
                .getSpec()
                .getHolderIdentity();
    }

    static String log(Pod pod) {
        return client().pods().resource(pod).getLog();
    }

    /** Ends a replica as a lost node would: without time for anything. */
    static void kill(String pod) {
        client().pods().inNamespace(NAMESPACE).withName(pod).withGracePeriod(0).delete();
    }

    /** Ends a replica as a drain does. */
    static void end(String pod) {
        client().pods().inNamespace(NAMESPACE).withName(pod).delete();
        await("the pod's end").atMost(Duration.ofSeconds(45)).until(() -> !names().contains(pod));
    }

    /** From the pod's creation until its readiness probe passed, in the whole seconds that Kubernetes keeps. */
    static long secondsToReady(Pod pod) {
        var ready = pod.getStatus().getConditions().stream()
                .filter(condition -> condition.getType().equals("Ready"))
                .findFirst()
                .orElseThrow();
        var from = Instant.parse(pod.getMetadata().getCreationTimestamp());
        return Duration.between(from, Instant.parse(ready.getLastTransitionTime()))
                .toSeconds();
    }

    /** Ends all replicas and waits until new ones are ready and one of them leads. */
    static void restart() {
        var former = names();
        client().pods()
                .inNamespace(NAMESPACE)
                .withLabel("app.kubernetes.io/name", NAME)
                .delete();
        await("the operator's new pods")
                .atMost(Duration.ofSeconds(90))
                .until(() -> areReady() && names().stream().noneMatch(former::contains));
        awaitLeader();
    }

    /** Sets the number of replicas and waits until there are so many, none for 0. */
    static void scale(int replicas) {
        client().apps().deployments().inNamespace(NAMESPACE).withName(NAME).scale(replicas);
        await("%d replicas".formatted(replicas)).atMost(Duration.ofSeconds(90)).until(() -> all().size() == replicas);
    }

    static void awaitLeader() {
        await("a leader among the operator's pods")
                .atMost(Duration.ofSeconds(60))
                .ignoreExceptions() // the lease appears with the first leader
                .until(() -> areReady() && names().contains(leader()));
    }

    private static boolean areReady() {
        var pods = all();
        return pods.size() == 2 && pods.stream().allMatch(Readiness::isPodReady);
    }

    static List<String> names() {
        return all().stream().map(pod -> pod.getMetadata().getName()).toList();
    }

    private static KubernetesClient client() {
        return Scene.CLIENT;
    }
}

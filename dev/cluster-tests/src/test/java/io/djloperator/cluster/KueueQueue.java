package io.djloperator.cluster;

import static org.awaitility.Awaitility.await;

import java.time.Duration;

/**
 * A queue of the real Kueue, with two kinds of nodes, red and blue, which are both the one node of dev/cluster.
 *
 * @param name of the queue in the scene's namespace, and of all that it stands on
 */
record KueueQueue(String name) implements AutoCloseable {

    /** Installs Kueue where it is not there yet; it is built the first time on a machine. */
    static void install() {
        var deployment =
                Scene.CLIENT.apps().deployments().inNamespace("kueue-system").withName("kueue-controller-manager");
        if (deployment.get() == null || !deployment.isReady()) {
            Command.run(Duration.ofMinutes(15), "dev/cluster/addon", "kueue");
        }
        Command.run(
                Duration.ofSeconds(20),
                "kubectl",
                "label",
                "node",
                "local",
                "--overwrite",
                "kind/red=true",
                "kind/blue=true");
    }

    static KueueQueue open(Scene scene, String redCpu, String blueCpu) {
        var queue = new KueueQueue(scene.namespace);
        // Its webhooks answer a moment after its pod is ready.
        await("Kueue's webhooks")
                .atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .untilAsserted(() -> {
                    Scene.CLIENT
                            .resourceList(queue.flavor("red") + queue.flavor("blue"))
                            .serverSideApply();
                    queue.limit(redCpu, blueCpu);
                    Scene.CLIENT
                            .resource("""
                    apiVersion: kueue.x-k8s.io/v1beta2
                    kind: LocalQueue
                    metadata: {name: trainings}
                    spec: {clusterQueue: %s}
                    """.formatted(queue.name))
                            .inNamespace(scene.namespace)
                            .serverSideApply();
                });
        return queue;
    }

    /** Sets how much of each kind of node may be used. */
    void limit(String redCpu, String blueCpu) {
        Scene.CLIENT
                .resource("""
                apiVersion: kueue.x-k8s.io/v1beta2
                kind: ClusterQueue
                metadata: {name: %1$s}
                spec:
                  namespaceSelector: {}
                  preemption: {withinClusterQueue: LowerPriority}
                  resourceGroups:
                    - coveredResources: [cpu, memory]
                      flavors:
                        - name: %1$s-red
                          resources: [{name: cpu, nominalQuota: %2$s}, {name: memory, nominalQuota: 100Gi}]
                        - name: %1$s-blue
                          resources: [{name: cpu, nominalQuota: %3$s}, {name: memory, nominalQuota: 100Gi}]
                """.formatted(name, redCpu, blueCpu))
                .forceConflicts()
                .serverSideApply();
    }

    private String flavor(String color) {
        return """
                ---
                apiVersion: kueue.x-k8s.io/v1beta2
                kind: ResourceFlavor
                metadata: {name: %1$s-%2$s}
                spec: {nodeLabels: {kind/%2$s: "true"}}
                """.formatted(name, color);
    }

    @Override
    public void close() {
        Command.run(
                Duration.ofSeconds(60),
                "kubectl",
                "delete",
                "--wait=false",
                "--ignore-not-found",
                "clusterqueue/" + name,
                "resourceflavor/" + name + "-red",
                "resourceflavor/" + name + "-blue");
    }
}

package io.djloperator.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;

/** What a user is told where the cluster refuses what a job needs, and that the job starts once it no longer does. */
@NeedsCluster
class RefusalTest {
    private static final Duration MINUTE = Duration.ofSeconds(60);

    @Concurrent
    void quotaOfJobsIsTold() {
        try (var scene = new Scene("quota-of-jobs")) {
            scene.create(quota("count/jobs.batch"));
            waitsForTheQuota(scene);
        }
    }

    @Concurrent
    void quotaOfPodsIsTold() {
        try (var scene = new Scene("quota-of-pods")) {
            scene.create(quota("pods"));
            waitsForTheQuota(scene);
        }
    }

    @Concurrent
    void admissionPolicyIsToldInItsOwnWords() {
        try (var scene = new Scene("admission");
                var policy = Policy.refusingJobsOf(scene.namespace, "no training on Fridays")) {
            await("the policy to hold").atMost(MINUTE).until(() -> policy.isInForce(scene));
            scene.create(Yaml.shellJob("refused", "true", ""));

            var state = await("the policy's words")
                    .atMost(MINUTE)
                    .until(
                            () -> scene.succeeded("refused"),
                            found -> found.message().contains("no training on Fridays"));

            System.out.println("refused: " + state.reason() + ": " + state.message());
            assertThat(state.status()).isEqualTo("Unknown");
            policy.close();
            scene.awaitState("refused", "Completed", Duration.ofSeconds(120));
        }
    }

    private static void waitsForTheQuota(Scene scene) {
        await("the quota to be counted")
                .atMost(MINUTE)
                .ignoreExceptions()
                .until(() -> !Scene.CLIENT
                        .resourceQuotas()
                        .inNamespace(scene.namespace)
                        .withName("none")
                        .get()
                        .getStatus()
                        .getHard()
                        .isEmpty());
        scene.create(Yaml.shellJob("waiting", "true", ""));

        var state = await("the quota's words")
                .atMost(MINUTE)
                .until(
                        () -> scene.succeeded("waiting"),
                        found -> found.message().contains("exceeded quota"));

        System.out.println(scene.namespace + ": " + state.reason() + ": " + state.message());
        assertThat(state.status()).isEqualTo("Unknown");
        scene.kubectl("delete", "resourcequota", "none");
        scene.awaitState("waiting", "Completed", Duration.ofSeconds(120));
    }

    private static String quota(String resource) {
        return """
                apiVersion: v1
                kind: ResourceQuota
                metadata: {name: none}
                spec: {hard: {%s: "0"}}
                """.formatted(resource);
    }
}

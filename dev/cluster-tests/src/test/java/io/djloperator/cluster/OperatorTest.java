package io.djloperator.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The operator's own life: start, leadership, restart, rest. */
@NeedsCluster
class OperatorTest {
    private static final Pattern STARTED = Pattern.compile("started in ([0-9.]+)s");
    private static final Pattern CPU = Pattern.compile("(?m)^process_cpu_time_ns_total(?:\\{[^}]*})? ([0-9.eE+]+)$");

    private Scene scene;

    @BeforeEach
    void open() {
        OperatorPods.awaitLeader();
        scene = new Scene("operator");
    }

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void replicaIsReadyWithinSeconds() {
        var former = OperatorPods.names();
        OperatorPods.end(former.stream()
                .filter(name -> !name.equals(OperatorPods.leader()))
                .findFirst()
                .orElseThrow());
        OperatorPods.awaitLeader();
        var pod = OperatorPods.all().stream()
                .filter(found -> !former.contains(found.getMetadata().getName()))
                .findFirst()
                .orElseThrow();

        var log = OperatorPods.log(pod);
        var started = STARTED.matcher(log);
        assertThat(started.find()).as(log).isTrue();
        System.out.println("operator: Quarkus started in %s s; from the pod's creation to ready %d s"
                .formatted(started.group(1), OperatorPods.secondsToReady(pod)));
        assertThat(Double.parseDouble(started.group(1))).isLessThan(15);
    }

    @Test
    void operatorAtRestUsesHardlyAnyProcessorTime() {
        var window = Duration.ofSeconds(10);
        var used = new ArrayList<Double>();
        await("a window of rest, after the start is over")
                .pollDelay(Duration.ZERO)
                .pollInterval(window)
                .atMost(Duration.ofSeconds(120))
                .untilAsserted(() -> {
                    used.add(processorSeconds());
                    assertThat(share(used, window)).isLessThan(0.15);
                });
        System.out.println(
                "operator: both replicas at rest use %.2f %% of one processor".formatted(100 * share(used, window)));
    }

    @Test
    void otherReplicaTakesOverWhenTheLeaderIsLost() {
        var former = OperatorPods.leader();
        var from = System.nanoTime();

        OperatorPods.kill(former);
        // The API server forgets the pod at once, the process may live a moment longer and still do its work.
        await("another leader").atMost(Duration.ofSeconds(60)).until(() -> !former.equals(OperatorPods.leader()));
        // Work that only a leader does: a suspended job needs no pod, and gets a status.
        scene.create(Yaml.trainingJob("suspended", "rows", "y", "models", 1, "")
                .replace("spec:\n", "spec:\n  suspend: true\n"));

        scene.awaitState("suspended", "Suspended", Duration.ofSeconds(40));
        System.out.println("operator: another leads and reconciles %.1f s after the leader was lost"
                .formatted((System.nanoTime() - from) / 1e9));
    }

    @Test
    void jobThatRunsWhileTheOperatorRestartsIsRunOnce() {
        scene.create(Yaml.claim("models"));
        scene.create(Yaml.table("rows"));
        scene.create(Yaml.trainingJob("long", "rows", "y", "models", 400, ""));
        scene.awaitState("long", "Running", Duration.ofSeconds(60));
        var job = scene.jobsOf("long").get(0).getMetadata().getUid();

        OperatorPods.restart();

        scene.awaitState("long", "Completed", Duration.ofSeconds(120));
        assertThat(scene.jobsOf("long"))
                .singleElement()
                .satisfies(found -> assertThat(found.getMetadata().getUid()).isEqualTo(job));
        assertThat(scene.podsOf("training-job", "long")).hasSize(1);
    }

    @Test
    void jobThatEndsWhileTheOperatorIsAwayHasItsResultAfterwards() {
        scene.create(Yaml.claim("models"));
        scene.create(Yaml.table("rows"));
        scene.create(Yaml.trainingJob("unseen", "rows", "y", "models", 20, ""));
        scene.awaitState("unseen", "Running", Duration.ofSeconds(60));

        OperatorPods.scale(0);
        try {
            scene.kubectl("wait", "--for=condition=Complete", "--timeout=120s", "job/unseen");
        } finally {
            OperatorPods.scale(2);
        }
        OperatorPods.awaitLeader();

        scene.awaitState("unseen", "Completed", Duration.ofSeconds(60));
        assertThat(scene.status("unseen").model().version()).hasSize(12);
        assertThat(scene.status("unseen").metrics()).isNotEmpty();
        assertThat(scene.podsOf("training-job", "unseen")).hasSize(1);
    }

    /** What the last window took of one processor; all of it, before there is a window. */
    private static double share(List<Double> used, Duration window) {
        var last = used.size() - 1;
        return last < 1 ? 1 : (used.get(last) - used.get(last - 1)) / window.toSeconds();
    }

    private static double processorSeconds() throws IOException {
        double nanos = 0;
        for (var pod : OperatorPods.all()) {
            var metrics = Http.get(pod.getStatus().getPodIP(), 8081, "/metrics").body();
            var value = CPU.matcher(metrics);
            assertThat(value.find()).as(metrics).isTrue();
            nanos += Double.parseDouble(value.group(1));
        }
        return nanos / 1e9;
    }
}

package io.djloperator.operator.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.djloperator.api.v1alpha1.TrainingJob;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The operator dies just before every write of a search: each does one write and dies before the next, so a search of thirty trials outlives about a hundred operators. It
 * ends as one that nobody disturbed: the same points in the same order, and no trial was lost or made twice.
 */
@NeedsApiServer
@ParameterizedClass(allowZeroInvocations = true)
@MethodSource("io.djloperator.operator.api.ApiServers#newest")
class SearchDeathApiTest {
    private static final int TRIALS = 30;

    @Parameter
    String version;

    private Scene scene;

    @BeforeEach
    void namespace() {
        scene = new Scene(ApiServers.admin(version));
    }

    @Test
    void aSearchWhoseOperatorDiesAtEveryWriteEndsAsAnUndisturbedOne() {
        var undisturbed = undisturbed();
        scene = new Scene(ApiServers.admin(version));
        var created = new ConcurrentHashMap<String, Integer>();
        var deaths = new Deaths();
        try (var watch = count(created)) {
            deaths.start();
            play();
        } finally {
            deaths.end();
        }
        assertThat(trials()).isEqualTo(undisturbed);
        assertThat(created)
                .hasSize(TRIALS)
                .allSatisfy((name, times) -> assertThat(times).as(name).isEqualTo(1));
        assertThat(deaths.count()).as("operators that died").isGreaterThan(2 * TRIALS);
    }

    /** Trials end at any moment here, also while no operator lives: whatever the next one thinks of then, it must not give a trial other values than those that it runs with. */
    @Test
    void aTrialRunsWithTheValuesThatTheLedgerSays() {
        var deaths = new Deaths();
        try {
            deaths.start();
            scene.createTrainingJob("tune", SearchApiTest.SEARCH.formatted(TRIALS, 3, ""));
            var trials = new PlayedTrials(scene, "tune");
            for (int ended = 0; ended < TRIALS; ended++) {
                trials.completes(trials.awaitAnother(), SearchApiTest::value);
            }
            scene.awaitState("tune", "Completed");
            var ledger = parameters();
            trials.all()
                    .forEach((number, trial) -> assertThat(trial.getMetadata().getAnnotations())
                            .as("trial %d", number)
                            .containsEntry("djl-operator.io/parameters", ledger.get(number)));
        } finally {
            deaths.end();
        }
    }

    /** One trial fails, one reaches the target, and old ones are deleted: the end is a matter of several operators too. */
    @Test
    void aSearchThatReachesItsTargetEndsAndLeavesNothingRunning() {
        var deaths = new Deaths();
        try {
            deaths.start();
            scene.createTrainingJob(
                    "tune",
                    SearchApiTest.SEARCH
                            .formatted(TRIALS, 3, ", keepTrials: 2")
                            .replace("goal: maximize}", "goal: maximize, target: \"0.95\"}"));
            var trials = new PlayedTrials(scene, "tune");
            trials.fails(trials.awaitAnother());
            for (int ended = 0; ended < 4; ended++) {
                trials.completes(trials.awaitAnother(), SearchApiTest::value);
            }
            trials.completes(trials.awaitAnother(), trial -> 0.96);
            var status = Scene.until("the search ends", () -> collected(trials), SearchDeathApiTest::isCompleted)
                    .getStatus()
                    .search();
            assertThat(status.active()).isZero();
            assertThat(status.failed()).isEqualTo(1);
            assertThat(status.best().values()).containsExactly("0.96");
            assertThat(trials()).hasSize(status.created()).noneMatch(line -> line.contains("\"Active\""));
            assertThat(trials.running()).isEmpty();
        } finally {
            deaths.end();
        }
    }

    /** The search, after the pods of those trials that were stopped by now are gone. */
    private TrainingJob collected(PlayedTrials trials) {
        trials.collectStopped();
        return scene.find(TrainingJob.class, "tune").orElseThrow();
    }

    private static boolean isCompleted(TrainingJob search) {
        return PlayedTrials.hasEnded(search)
                && Scene.reason(search.getStatus().conditions(), "Succeeded").equals("Completed");
    }

    private List<String> undisturbed() {
        try (var operator = new RunningOperator(version, new Requests(), scene.namespace)) {
            play();
        }
        return trials();
    }

    private void play() {
        scene.createTrainingJob("tune", SearchApiTest.SEARCH.formatted(TRIALS, 3, ""));
        var trials = new PlayedTrials(scene, "tune");
        trials.playAll(3, TRIALS, SearchApiTest::value);
        scene.awaitState("tune", "Completed");
    }

    /** What the ledger says, without what depends on the clock. */
    private List<String> trials() {
        return scene.find(ConfigMap.class, "tune-trials")
                .orElseThrow()
                .getData()
                .get("trials.jsonl")
                .lines()
                .map(line -> line.replaceAll("\"seconds\":[0-9]+,?", ""))
                .toList();
    }

    /** The values of each trial as the ledger has them, as JSON. */
    private Map<Integer, String> parameters() {
        var parameters = new HashMap<Integer, String>();
        scene.find(ConfigMap.class, "tune-trials")
                .orElseThrow()
                .getData()
                .get("trials.jsonl")
                .lines()
                .map(line -> Serialization.unmarshal(line, JsonNode.class))
                .forEach(line -> parameters.put(
                        line.get("trial").asInt(), line.get("parameters").toString()));
        return parameters;
    }

    private Watch count(Map<String, Integer> created) {
        return scene.client
                .resources(TrainingJob.class)
                .inNamespace(scene.namespace)
                .watch(new Watcher<>() {
                    @Override
                    public void eventReceived(Action action, TrainingJob job) {
                        if (action == Action.ADDED
                                && !job.getMetadata().getName().equals("tune")) {
                            created.merge(job.getMetadata().getName(), 1, Integer::sum);
                        }
                    }

                    @Override
                    public void onClose(WatcherException cause) {}
                });
    }

    /** One operator after the other. */
    private final class Deaths extends Thread {
        private final AtomicInteger count = new AtomicInteger();
        private volatile boolean isOver;

        @Override
        public void run() {
            while (!isOver) {
                var died = new CountDownLatch(1);
                var writes = new AtomicInteger();
                var requests = new Requests(request -> {
                    if (isOfTheSearch(request) && writes.incrementAndGet() > 1) {
                        died.countDown();
                        throw new IllegalStateException("the operator has died");
                    }
                    if (died.getCount() == 0) {
                        throw new IllegalStateException("the operator is dead");
                    }
                });
                try (var operator = new RunningOperator(version, requests, scene.namespace)) {
                    died.await();
                    count.incrementAndGet();
                } catch (InterruptedException e) {
                    return;
                }
            }
        }

        private static boolean isOfTheSearch(Requests.Request request) {
            return Set.of("configmaps", "trainingjobs").contains(request.resource())
                    || request.resource().equals("trainingjobs/status") && "tune".equals(request.name());
        }

        int count() {
            return count.get();
        }

        void end() {
            isOver = true;
            interrupt();
            try {
                join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}

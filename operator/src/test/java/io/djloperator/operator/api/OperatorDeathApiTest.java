package io.djloperator.operator.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.djloperator.api.v1alpha1.TrainingJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The operator dies at the 1st, the 2nd, … write of a job's life, until a life has no more writes: just before the write is sent, and when the API
 * server has carried it out but the operator has not heard so; or it only does not hear so, and lives on. Each time the end is the same, whoever
 * brings the job there, and no Job was made twice.
 */
@NeedsApiServer
@ParameterizedClass(allowZeroInvocations = true)
@MethodSource("io.djloperator.operator.api.ApiServers#newest")
class OperatorDeathApiTest {
    @Parameter
    String version;

    private final ExecutorService pool = Executors.newFixedThreadPool(Death.values().length);

    @AfterEach
    void stop() {
        pool.shutdownNow();
    }

    @Test
    void suspendedResumedCompletedAndCleanedUp() {
        var writes = forEachDeath((scene, name) -> {
            scene.createTrainingJob(name, "suspend: true\n  cleanup: {podsAfterSeconds: 0}");
            var job = new PlayedJob(scene, name, name);
            scene.awaitState(name, "Suspended");
            scene.suspend(name, false);
            scene.await(Job.class, name, found -> !found.getSpec().getSuspend());
            job.runs(name + "-a");
            scene.awaitState(name, "Running");
            scene.suspend(name, true);
            scene.await(Job.class, name, found -> found.getSpec().getSuspend());
            job.stops();
            scene.awaitState(name, "Suspended");
            scene.suspend(name, false);
            scene.await(Job.class, name, found -> !found.getSpec().getSuspend());
            job.runs(name + "-b");
            scene.awaitState(name, "Running");
            job.completes(name + "-b", Scene.RESULT);
            var done = scene.awaitState(name, "Completed").getStatus();
            assertThat(done.attempt()).isEqualTo(2);
            assertThat(done.failures()).isZero();
            assertThat(done.model().digest()).isEqualTo(Scene.DIGEST);
            job.isCollected();
        });
        assertThat(writes).as("writes of such a life").isBetween(10, 40);
    }

    @Test
    void endedByItsDeadline() {
        var writes = forEachDeath((scene, name) -> {
            scene.createTrainingJob(name, "deadlines: {activeSeconds: 2}");
            var job = new PlayedJob(scene, name, name);
            job.runs(name + "-a");
            job.isCollected();
            scene.await(TrainingJob.class, name, found -> found.getStatus().completionTime() != null);
            scene.awaitState(name, "ActiveDeadlineExceeded");
        });
        assertThat(writes).isBetween(4, 20);
    }

    @Test
    void severalNodesThatStartAgain() {
        var writes = forEachDeath((scene, name) -> {
            scene.createContainerJob(name, "nodes: 2");
            var job = new PlayedJob(scene, name, name);
            job.allRun(name + "-0-a", 2);
            scene.awaitState(name, "Running");
            job.fails(
                    name + "-0-a",
                    1,
                    "",
                    "PodFailurePolicy",
                    "Pod x has condition DisruptionTarget matching FailJob rule at index 1");
            var again = new PlayedJob(scene, name + "-retry-2", name);
            again.allRun(name + "-retry-2-0-b", 2);
            scene.awaitState(name, "Running");
            again.completes(name + "-retry-2-0-b", "");
            var done = scene.awaitState(name, "Completed").getStatus();
            assertThat(done.attempt()).isEqualTo(2);
            assertThat(done.failures()).isZero();
            assertThat(scene.find(Job.class, name + "-retry-3")).isEmpty();
        });
        assertThat(writes).isBetween(5, 20);
    }

    @Test
    void queuedPreemptedTakenOutOfItsQueueAndAdmittedAgain() {
        var writes = forEachDeath((scene, name) -> {
            scene.createTrainingJob(name, "scheduling: {queue: team-a}");
            var job = new PlayedJob(scene, name, name);
            scene.awaitState(name, "Queued");
            job.isAdmitted(true);
            job.runs(name + "-a");
            scene.awaitState(name, "Running");
            job.isAdmitted(false);
            job.stops();
            scene.awaitState(name, "Queued");
            scene.createWorkload(scene.find(Job.class, name).orElseThrow());
            scene.suspend(name, true);
            Awaitility.await().until(() -> isHeld(scene, name));
            scene.awaitState(name, "Suspended");
            scene.suspend(name, false);
            Awaitility.await().until(() -> !isHeld(scene, name));
            scene.awaitState(name, "Queued");
            job.isAdmitted(true);
            job.runs(name + "-b");
            scene.awaitState(name, "Running");
            job.completes(name + "-b", Scene.RESULT);
            var done = scene.awaitState(name, "Completed").getStatus();
            assertThat(done.attempt()).isEqualTo(2);
            assertThat(done.failures()).isZero();
        });
        assertThat(writes).isBetween(9, 30);
    }

    private static boolean isHeld(Scene scene, String workload) {
        var spec =
                (Map<?, ?>) scene.workload(workload).getAdditionalProperties().get("spec");
        return Boolean.FALSE.equals(spec.get("active"));
    }

    @Test
    void oneNodeThatIsTriedAgain() {
        var writes = forEachDeath((scene, name) -> {
            scene.createTrainingJob(name, "retry: {limit: 2}");
            var job = new PlayedJob(scene, name, name);
            job.runs(name + "-a");
            scene.awaitState(name, "Running");
            job.isTriedAgain(name + "-a", 137, name + "-b");
            scene.await(
                    TrainingJob.class,
                    name,
                    found -> found.getStatus().attempt() == 2
                            && found.getStatus().failures() == 1);
            job.completes(name + "-b", Scene.RESULT);
            var done = scene.awaitState(name, "Completed").getStatus();
            assertThat(done.attempt()).isEqualTo(2);
            assertThat(done.failures()).isEqualTo(1);
            assertThat(done.pod()).isEqualTo(name + "-b");
        });
        assertThat(writes).isBetween(5, 20);
    }

    /**
     * Lives a life again and again, with an operator that fails at each write in turn, in each way; tells how many writes a life has. The ways go side by
     * side, since most of a life is waiting.
     */
    private int forEachDeath(BiConsumer<Scene, String> life) {
        var ways = Arrays.stream(Death.values())
                .map(death -> CompletableFuture.supplyAsync(() -> forEachDeath(death, life), pool))
                .toList();
        return ways.stream().map(CompletableFuture::join).toList().get(Death.BEFORE.ordinal());
    }

    private int forEachDeath(Death death, BiConsumer<Scene, String> life) {
        var scene = new Scene(ApiServers.admin(version));
        for (int fatal = 1; ; fatal++) {
            var created = new CreatedJobs();
            if (!live(scene, death, fatal, life, created)) {
                return fatal - 1;
            }
            assertThat(created.twice())
                    .as("Jobs that were made twice, %s write %d", death, fatal)
                    .isEmpty();
        }
    }

    /** What happens at the fatal write. */
    private enum Death {
        /** The operator dies before it is sent. */
        BEFORE,
        /** The operator dies when the API server has carried it out. */
        AFTER,
        /** The API server has carried it out, but the answer is lost, and the operator goes on. */
        UNHEARD
    }

    private boolean live(Scene scene, Death death, int fatal, BiConsumer<Scene, String> life, CreatedJobs created) {
        var died = new CountDownLatch(1);
        var doomed = new RunningOperator(version, requests(death, fatal, died), scene.namespace);
        var successor = new Successor(scene, died, doomed, death != Death.UNHEARD);
        try (var watch = created.watch(scene)) {
            successor.start();
            life.accept(scene, "churn-" + fatal);
            return died.getCount() == 0;
        } finally {
            successor.end();
        }
    }

    private static Requests requests(Death death, int fatal, CountDownLatch died) {
        var writes = new AtomicInteger();
        return switch (death) {
            case BEFORE ->
                new Requests(request -> {
                    if (writes.incrementAndGet() >= fatal) {
                        die(died);
                    }
                });
            case AFTER ->
                new Requests(
                        request -> {
                            if (died.getCount() == 0) {
                                die(died);
                            }
                        },
                        () -> {
                            if (writes.incrementAndGet() >= fatal) {
                                die(died);
                            }
                        });
            case UNHEARD ->
                new Requests(request -> {}, () -> {
                    if (writes.incrementAndGet() == fatal) {
                        die(died);
                    }
                });
        };
    }

    private static void die(CountDownLatch died) {
        died.countDown();
        throw new IllegalStateException("the operator has died");
    }

    /** Takes over when the first operator has died. */
    private final class Successor extends Thread {
        private final Scene scene;
        private final CountDownLatch died;
        private final RunningOperator doomed;
        private final boolean isNeeded;
        private final CountDownLatch over = new CountDownLatch(1);

        Successor(Scene scene, CountDownLatch died, RunningOperator doomed, boolean isNeeded) {
            this.scene = scene;
            this.died = died;
            this.doomed = doomed;
            this.isNeeded = isNeeded;
        }

        @Override
        public void run() {
            try (doomed) {
                (isNeeded ? died : over).await();
            } catch (InterruptedException e) {
                return;
            }
            if (!isNeeded) {
                return;
            }
            try (var operator = new RunningOperator(version, new Requests(), scene.namespace)) {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        void end() {
            over.countDown();
            if (isNeeded && died.getCount() > 0) {
                interrupt();
            }
            try {
                join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Which Jobs there were, as a watcher sees it. */
    private static final class CreatedJobs {
        private final Map<String, String> uids = new ConcurrentHashMap<>();
        private final Set<String> twice = ConcurrentHashMap.newKeySet();

        Watch watch(Scene scene) {
            return scene.client.batch().v1().jobs().inNamespace(scene.namespace).watch(new Watcher<>() {
                @Override
                public void eventReceived(Action action, Job job) {
                    var former = uids.put(
                            job.getMetadata().getName(), job.getMetadata().getUid());
                    if (former != null && !former.equals(job.getMetadata().getUid())) {
                        twice.add(job.getMetadata().getName());
                    }
                }

                @Override
                public void onClose(WatcherException cause) {}
            });
        }

        Set<String> twice() {
            return twice;
        }
    }
}

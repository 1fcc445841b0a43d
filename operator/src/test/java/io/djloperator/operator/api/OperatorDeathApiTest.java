package io.djloperator.operator.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.djloperator.api.v1alpha1.TrainingJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The operator dies just before the 1st, the 2nd, … write of a job's life, until a life has no more writes. Each time another operator takes
 * over, the end is the same, and no Job was made twice.
 */
@NeedsApiServer
@ParameterizedClass(allowZeroInvocations = true)
@MethodSource("io.djloperator.operator.api.ApiServers#versions")
class OperatorDeathApiTest {
    @Parameter
    String version;

    private Scene scene;

    @BeforeEach
    void namespace() {
        scene = new Scene(ApiServers.admin(version));
    }

    @Test
    void suspendedResumedCompletedAndCleanedUp() {
        var writes = forEachDeath(name -> {
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
        var writes = forEachDeath(name -> {
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
        var writes = forEachDeath(name -> {
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

    /** Lives a life again and again, with an operator that dies at each write in turn; tells how many writes a life has. */
    private int forEachDeath(Consumer<String> life) {
        for (int fatal = 1; ; fatal++) {
            var created = new CreatedJobs();
            if (!live("churn-" + fatal, fatal, life, created)) {
                return fatal - 1;
            }
            assertThat(created.twice())
                    .as("Jobs that were made twice, after a death at write %d", fatal)
                    .isEmpty();
        }
    }

    private boolean live(String name, int fatal, Consumer<String> life, CreatedJobs created) {
        var died = new CountDownLatch(1);
        var writes = new AtomicInteger();
        var requests = new Requests(request -> {
            if (writes.incrementAndGet() >= fatal) {
                died.countDown();
                throw new IllegalStateException("the operator has died");
            }
        });
        var doomed = new RunningOperator(version, requests, scene.namespace);
        var successor = new Successor(died, doomed);
        try (var watch = created.watch(scene)) {
            successor.start();
            life.accept(name);
            return died.getCount() == 0;
        } finally {
            successor.end();
        }
    }

    /** Takes over when the first operator has died. */
    private final class Successor extends Thread {
        private final CountDownLatch died;
        private final RunningOperator doomed;
        private final CountDownLatch over = new CountDownLatch(1);

        Successor(CountDownLatch died, RunningOperator doomed) {
            this.died = died;
            this.doomed = doomed;
        }

        @Override
        public void run() {
            try (doomed) {
                died.await();
            } catch (InterruptedException e) {
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
            if (died.getCount() > 0) {
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

package io.djloperator.local.node;

import io.djloperator.local.node.ContainerState.Ended;
import io.djloperator.local.node.ContainerState.Running;
import io.djloperator.local.node.ContainerState.Waiting;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The life of one pod on this node, on a thread of its own: volumes, init containers, the container, its probes, its end. */
final class PodRun implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(PodRun.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration FIRST_BACKOFF = Duration.ofSeconds(2);
    private static final Duration MAX_BACKOFF = Duration.ofSeconds(60);
    private static final Duration VOLUME_RETRY = Duration.ofSeconds(1);
    private static final long SHUTDOWN_GRACE_MILLIS = 5_000;

    private final Pod pod;
    private final Node node;
    private final Path folder;
    private final Path log;
    private final Ports ports = new Ports(Ports::anyFree);
    private final Volumes volumes;
    private final PodProgress progress;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile ContainerProcess current;

    PodRun(Pod pod, Node node) {
        this.pod = pod;
        this.node = node;
        this.folder = node.podFolder(pod);
        this.log =
                node.logFile(pod.getMetadata().getNamespace(), pod.getMetadata().getName());
        this.volumes = new Volumes(pod, folder, node.claims(), node);
        this.progress = new PodProgress(pod.getSpec(), Instant.now());
    }

    /** The pod is to end: its containers get the time that it asked for. */
    void stop() {
        stopped.countDown();
    }

    /** The node itself ends: no time for manners. */
    void kill() {
        stopped.countDown();
        Optional.ofNullable(current).ifPresent(running -> Guard.kill(running.process()));
    }

    /** Asks the program to end, now; what {@link #kill} follows on a shutdown of the node. */
    void terminate() {
        stopped.countDown();
        Optional.ofNullable(current).ifPresent(running -> Guard.terminate(running.process()));
    }

    boolean isAlive() {
        return current != null && current.isAlive();
    }

    @Override
    public void run() {
        try {
            if (prepare() && initialize()) {
                serve(pod.getSpec().getContainers().get(0));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException e) {
            LOG.warn("pod {} cannot run", pod.getMetadata().getName(), e);
            waiting(pod.getSpec().getContainers().get(0), "CreateContainerError", String.valueOf(e.getMessage()));
        } finally {
            node.ended(this, pod, stopped);
        }
    }

    private boolean prepare() throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Files.createDirectories(log.getParent());
        while (true) {
            try {
                volumes.prepare();
                return pod.getSpec().getContainers().size() == 1 || refuse();
            } catch (Volumes.NotReady reason) {
                waiting(pod.getSpec().getContainers().get(0), "ContainerCreating", reason.getMessage());
                if (stopped.await(VOLUME_RETRY.toMillis(), TimeUnit.MILLISECONDS)) {
                    return false;
                }
            }
        }
    }

    private boolean refuse() throws InterruptedException {
        waiting(pod.getSpec().getContainers().get(0), "CreateContainerError", "this node runs one container a pod");
        stopped.await();
        return false;
    }

    private boolean initialize() throws IOException, InterruptedException {
        for (var container : pod.getSpec().getInitContainers()) {
            while (true) {
                var ended = runOnce(container, false);
                if (ended.isEmpty()) {
                    return false;
                }
                if (ended.get().exitCode() == 0) {
                    break;
                }
                if (!restarts("Always", "OnFailure") || !backOff(container, ended.get())) {
                    return false;
                }
            }
        }
        return true;
    }

    private void serve(Container container) throws IOException, InterruptedException {
        while (true) {
            var ended = runOnce(container, true);
            var again = ended.isPresent()
                    && (ended.get().exitCode() == 0 ? restarts("Always") : restarts("Always", "OnFailure"));
            if (!again || !backOff(container, ended.get())) {
                return;
            }
        }
    }

    /** Runs a container to its end; empty where the pod was stopped or no program stands for the image. */
    private Optional<Ended> runOnce(Container container, boolean probed) throws IOException, InterruptedException {
        var program = node.catalogue().find(container);
        if (program.isEmpty()) {
            waiting(
                    container,
                    "ErrImagePull",
                    "no program on this machine stands for the image '" + container.getImage()
                            + "': local mode runs the trainer and the serving image only");
            stopped.await();
            return Optional.empty();
        }
        if (stopped.getCount() == 0) {
            return Optional.empty();
        }
        var terminationLog = folder.resolve("termination-" + Claims.safe(container.getName()));
        current = ContainerProcess.start(
                Variables.resolve(container, pod),
                program.get(),
                volumes.mounts(container, terminationLog),
                ports,
                folder,
                log,
                terminationLog);
        progress.set(container, new Running(Instant.now()));
        node.announce(pod, ports);
        report();
        watch(container, probed);
        if (current.isAlive()) {
            end(container);
        }
        var ended = current.ended();
        progress.setReady(false);
        progress.set(container, ended);
        report();
        return stopped.getCount() == 0 && !isBatch() ? Optional.empty() : Optional.of(ended);
    }

    /** Until the container ends, fails its liveness probe, or the pod is stopped. */
    private void watch(Container container, boolean probed) throws InterruptedException {
        var health = new Health(container, ports);
        if (probed && !health.hasReadiness()) {
            ready(true);
        }
        while (current.isAlive() && !stopped.await(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
            volumes.renew(Instant.now());
            if (probed) {
                health.look(Instant.now());
                ready(health.isReady());
                if (health.isDead()) {
                    Guard.stop(current.process(), graceMillis());
                }
            }
        }
    }

    private void ready(boolean now) {
        if (now != progress.isReady()) {
            progress.setReady(now);
            report();
        }
    }

    private void end(Container container) throws InterruptedException {
        ready(false);
        var grace = graceMillis();
        if (!node.isClosing()) {
            var sleep = preStopSleepMillis(container);
            current.process().waitFor(Math.min(sleep, grace), TimeUnit.MILLISECONDS);
            grace = Math.max(2_000, grace - sleep);
        }
        Guard.stop(current.process(), node.isClosing() ? SHUTDOWN_GRACE_MILLIS : grace);
    }

    private long graceMillis() {
        return Optional.ofNullable(pod.getSpec().getTerminationGracePeriodSeconds())
                        .orElse(30L)
                * 1000;
    }

    private static long preStopSleepMillis(Container container) {
        var lifecycle = container.getLifecycle();
        return lifecycle == null
                        || lifecycle.getPreStop() == null
                        || lifecycle.getPreStop().getSleep() == null
                ? 0
                : lifecycle.getPreStop().getSleep().getSeconds() * 1000;
    }

    /** Waits before the next start; false where the pod was stopped meanwhile. */
    private boolean backOff(Container container, Ended ended) throws InterruptedException {
        progress.restarted(container, ended);
        var factor = 1L << Math.min(10, progress.restarts(container) - 1);
        var wait = FIRST_BACKOFF.multipliedBy(factor);
        wait = wait.compareTo(MAX_BACKOFF) > 0 ? MAX_BACKOFF : wait;
        waiting(
                container,
                "CrashLoopBackOff",
                "back-off " + wait.toSeconds() + "s restarting failed container=" + container.getName() + " pod="
                        + pod.getMetadata().getName());
        return !stopped.await(wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    private boolean restarts(String... policies) {
        var policy = Optional.ofNullable(pod.getSpec().getRestartPolicy()).orElse("Always");
        return List.of(policies).contains(policy);
    }

    private boolean isBatch() {
        return !restarts("Always");
    }

    private void waiting(Container container, String reason, String message) {
        progress.set(container, new Waiting(reason, message));
        report();
    }

    private void report() {
        node.report(pod, progress.render(Instant.now()));
    }
}

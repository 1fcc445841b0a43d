package io.djloperator.local.controller;

import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one controller's step whenever something changed, and every second, always on one thread. A step looks at everything: on
 * one machine there is never much, and what looks at everything cannot miss an event.
 */
final class Loop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);
    private static final long SETTLE_MILLIS = 10;

    private final String name;
    private final Runnable step;
    private final AtomicBoolean due = new AtomicBoolean();
    private final ScheduledExecutorService thread;

    Loop(String name, Runnable step) {
        this.name = name;
        this.step = step;
        this.thread = Executors.newSingleThreadScheduledExecutor(task -> {
            var daemon = new Thread(task, name);
            daemon.setDaemon(true);
            return daemon;
        });
    }

    void start() {
        thread.scheduleWithFixedDelay(this::run, 0, 1, TimeUnit.SECONDS);
    }

    void wake() {
        try {
            if (due.compareAndSet(false, true)) {
                thread.schedule(this::run, SETTLE_MILLIS, TimeUnit.MILLISECONDS);
            }
        } catch (RejectedExecutionException e) {
            LOG.debug("{} has ended", name);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
        try {
            thread.awaitTermination(2, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        due.set(false);
        try {
            step.run();
        } catch (RuntimeException e) {
            // The next second tries again: a conflict or a lost connection must not end a controller.
            LOG.debug("{}: step failed", name, e);
        }
    }
}

package io.djloperator.trainer;

import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;

/**
 * The wish that this process stop, which SIGTERM makes, or the answer to a report. A training under way is given the time to write a checkpoint, and a package that is
 * being written to be finished: how much time that is, only the sender of the signal limits.
 */
class Stop implements BooleanSupplier {
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean wished;
    private volatile boolean hasSomethingToLose;
    private volatile int exitCode;

    /** Whether the process shall stop. */
    @Override
    public boolean getAsBoolean() {
        return wished;
    }

    /** Wishes it without a signal. */
    void wish() {
        wished = true;
    }

    /** From now on a wish to stop waits for the end of the command. */
    void waitForTheEnd() {
        hasSomethingToLose = true;
    }

    /** To be run when the process is about to end; with SIGTERM, it ends with 143 where this returns. */
    Thread shutdownHook() {
        return new Thread(
                () -> {
                    wished = true;
                    if (hasSomethingToLose) {
                        awaitEnd();
                    }
                },
                "stop");
    }

    private void awaitEnd() {
        try {
            ended.await();
        } catch (InterruptedException e) {
            return; // nobody interrupts it
        }
        Runtime.getRuntime().halt(exitCode);
    }

    /** Ends the process with this exit code, also while it is being stopped: what has been done counts. */
    void exit(int code, Thread shutdownHook) {
        exitCode = code;
        ended.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(shutdownHook);
        } catch (IllegalStateException e) {
            if (!hasSomethingToLose) {
                return; // stopped before there was anything to tell: it ends with the signal's code
            }
        }
        System.exit(code); // does not return, and does nothing while the hook is at it
    }
}

package io.djloperator.trainer.training;

/** The process was told to stop, and has: no failure of the job. */
public final class Stopped extends RuntimeException {
    public Stopped(long step) {
        super("stopped after step " + step);
    }
}

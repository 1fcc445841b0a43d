package io.djloperator.trainer;

import io.djloperator.trainer.report.ReportBody;
import io.djloperator.trainer.report.ReportBody.Point;
import io.djloperator.trainer.training.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** What is reported of a training; the time to its end is estimated from the steps of this process. */
final class ReportedProgress {
    private final int epochs;
    private final long steps;
    private final LongSupplier nanoTime;
    private long beginNanos;
    private long beginStep;
    private Long resumedStep;
    private Long checkpointStep;
    private List<Point> metrics = List.of();

    /** @param steps of the whole training */
    ReportedProgress(int epochs, long steps, LongSupplier nanoTime) {
        this.epochs = epochs;
        this.steps = steps;
        this.nanoTime = nanoTime;
    }

    void begin(Position at, boolean isResumed) {
        beginNanos = nanoTime.getAsLong();
        beginStep = at.step();
        if (isResumed) {
            resumedStep = at.step();
            checkpointStep = at.step();
        }
    }

    void checkpointWritten(Position at) {
        checkpointStep = at.step();
    }

    /** @param values in the order of the progress line, where the most important one comes last */
    void measured(Position at, Map<String, Double> values) {
        var points = new ArrayList<Point>();
        values.forEach((name, value) -> points.add(0, new Point(name, value, at.step(), at.epoch())));
        metrics = points;
    }

    ReportBody body(Position at) {
        long done = at.step() - beginStep;
        double secondsEach = (nanoTime.getAsLong() - beginNanos) / 1e9 / done;
        return new ReportBody(
                Math.min(at.epoch(), epochs),
                epochs,
                at.step(),
                (int) (100 * at.step() / steps),
                done == 0 ? null : Math.round(secondsEach * (steps - at.step())),
                checkpointStep,
                resumedStep,
                metrics);
    }
}

package io.djloperator.operator.report;

import io.djloperator.api.v1alpha1.TrainingJobStatus.MetricValue;
import io.djloperator.api.v1alpha1.TrainingJobStatus.Progress;
import java.util.ArrayList;
import java.util.List;

/**
 * What a training pod has said of itself.
 *
 * @param progress how far it is; all fields absent where the report speaks of metrics only
 * @param metrics what it has measured, in the order of the report
 */
record Report(Progress progress, List<MetricValue> metrics) {
    private static final Progress NOTHING = new Progress(null, null, null, null, null, null, null, null);

    Report {
        metrics = List.copyOf(metrics);
    }

    /** Whether any field of the progress is there. */
    boolean hasProgress() {
        return !progress.equals(NOTHING);
    }

    /** The same, with the time at which it came in. */
    Report at(String time) {
        if (!hasProgress()) {
            return this;
        }
        var p = progress;
        var timed = new Progress(
                p.epoch(),
                p.epochs(),
                p.step(),
                p.percent(),
                p.remainingSeconds(),
                p.checkpointStep(),
                p.resumedStep(),
                time);
        return new Report(timed, metrics);
    }

    /**
     * This report and a later one as one. A later progress replaces the former as a whole: a field that it leaves out is no longer true,
     * such as the resumed step of a former attempt.
     */
    Report then(Report later) {
        var all = new ArrayList<>(metrics);
        all.addAll(later.metrics);
        return new Report(later.hasProgress() ? later.progress : progress, Metrics.newest(all));
    }
}

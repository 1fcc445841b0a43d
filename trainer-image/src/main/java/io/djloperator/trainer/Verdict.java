package io.djloperator.trainer;

import io.djloperator.api.v1alpha1.TrainingJobStatus.ModelPackage;
import io.djloperator.trainer.evaluation.Gates;
import io.djloperator.trainer.evaluation.Measured;
import io.djloperator.trainer.evaluation.Report;
import io.djloperator.trainer.report.ExitCode;
import io.djloperator.trainer.report.Result;
import java.util.ArrayList;
import java.util.List;

/** What a packaged model is worth, by the gates of its job. */
record Verdict(Report report, ModelPackage model) {
    Result result() {
        var failures = Gates.failures(report.gates());
        var code = failures.isEmpty() ? ExitCode.COMPLETED : ExitCode.GATE_FAILED;
        var first = report.measured().get(0);
        var message = failures.isEmpty()
                ? first.name() + by(first.by()) + " is " + first.shown().value()
                : failures;
        return new Result(
                code.reason(),
                message,
                report.measured().stream().map(Measured::shown).toList(),
                report.gates(),
                model);
    }

    /** Lines for people, without that of the package. */
    List<String> lines() {
        var lines = new ArrayList<String>();
        for (var one : report.measured()) {
            lines.add(
                    "metric  " + one.name() + by(one.by()) + "  " + one.shown().value());
        }
        for (var gate : report.gates()) {
            lines.add("gate  " + gate.metric() + by(gate.by()) + "  " + gate.value()
                    + (gate.min() == null ? "" : "  at least " + gate.min())
                    + (gate.max() == null ? "" : "  at most " + gate.max())
                    + (gate.passed() ? "  passed" : "  NOT PASSED"));
        }
        return lines;
    }

    private static String by(String column) {
        return column == null ? "" : " (" + column + ")";
    }
}

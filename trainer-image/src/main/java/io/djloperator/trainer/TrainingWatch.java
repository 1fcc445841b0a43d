package io.djloperator.trainer;

import ai.djl.ndarray.NDList;
import io.djloperator.api.v1alpha1.Metric;
import io.djloperator.trainer.checkpoint.Checkpoints;
import io.djloperator.trainer.evaluation.PartEvaluation;
import io.djloperator.trainer.model.Part;
import io.djloperator.trainer.model.TrainedModel;
import io.djloperator.trainer.report.Decimals;
import io.djloperator.trainer.report.ProgressLine;
import io.djloperator.trainer.report.Reports;
import io.djloperator.trainer.training.Attendant;
import io.djloperator.trainer.training.Position;
import io.djloperator.trainer.training.Position.Best;
import java.util.LinkedHashMap;
import java.util.function.Consumer;

/** Evaluates after each epoch, prints and reports how far the training is, and keeps checkpoints of it. */
final class TrainingWatch implements Attendant {
    private final int epochs;
    private final Part validation;
    private final Metric metric;
    private final Checkpoints checkpoints;
    private final Reports reports;
    private final ReportedProgress progress;
    private final Consumer<String> lines;

    /**
     * @param steps of the whole training
     * @param metric the one by which epochs are compared
     */
    TrainingWatch(
            int epochs,
            long steps,
            Part validation,
            Metric metric,
            Checkpoints checkpoints,
            Reports reports,
            Consumer<String> lines) {
        this.epochs = epochs;
        this.validation = validation;
        this.metric = metric;
        this.checkpoints = checkpoints;
        this.reports = reports;
        progress = new ReportedProgress(epochs, steps, System::nanoTime);
        this.lines = lines;
    }

    @Override
    public Position begin(NDList arrays) {
        var found = checkpoints.resume(arrays);
        found.ifPresent(at -> lines.accept("resumes at step " + at.step() + ", in epoch " + Math.min(at.epoch(), epochs)
                + "/" + epochs + best(at.best())));
        var at = found.orElse(Position.START);
        progress.begin(at, found.isPresent());
        reports.update(progress.body(at), true);
        return at;
    }

    static String best(Best best) {
        return best == null || !Double.isFinite(best.value())
                ? ""
                : "; best so far: " + best.metric() + " " + Decimals.text(best.value()) + " in epoch " + best.epoch();
    }

    @Override
    public void stepDone(Position at, NDList arrays) {
        boolean written = checkpoints.isDue() && write(at, arrays);
        reports.update(progress.body(at), written);
    }

    @Override
    public Best epochDone(TrainedModel model, Position at, double loss, double seconds) {
        var evaluation = new PartEvaluation("validation", model.schema(), validation, model.outputs(validation));
        var metrics = new LinkedHashMap<String, Double>();
        metrics.put("train/loss", loss);
        metrics.put("validation/loss", evaluation.loss());
        var name = "validation/loss";
        if (metric != Metric.DEMOGRAPHIC_PARITY_DIFFERENCE) { // says nothing of what was learnt
            name = "validation/" + PartEvaluation.word(metric);
            metrics.put(name, evaluation.value(metric));
        }
        lines.accept(new ProgressLine(at.epoch(), epochs, metrics, seconds).text());
        progress.measured(at, metrics);
        reports.update(progress.body(at), true);
        boolean lessIsBetter = name.endsWith("/loss") || metric == Metric.RMSE || metric == Metric.MAE;
        return better(at.best(), new Best(name, metrics.get(name), at.epoch()), lessIsBetter);
    }

    /** A value that is none, as of an AUC where a class is missing, is worse than any. */
    static Best better(Best former, Best latest, boolean lessIsBetter) {
        return former == null
                        || Double.isNaN(former.value())
                        || (lessIsBetter ? latest.value() < former.value() : latest.value() > former.value())
                ? latest
                : former;
    }

    @Override
    public void trained(Position at, NDList arrays) {
        write(at, arrays);
        reports.update(progress.body(at), true);
    }

    @Override
    public void stopping(Position at, NDList arrays) {
        boolean written = write(at, arrays);
        reports.update(progress.body(at), true);
        lines.accept("stopped after step " + at.step() + (written ? "; a checkpoint is written" : ""));
    }

    private boolean write(Position at, NDList arrays) {
        boolean written = checkpoints.write(at, arrays);
        if (written) {
            progress.checkpointWritten(at);
        }
        return written;
    }
}

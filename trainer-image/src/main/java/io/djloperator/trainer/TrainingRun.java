package io.djloperator.trainer;

import io.djloperator.api.v1alpha1.Task;
import io.djloperator.api.v1alpha1.TrainingJobStatus.ModelPackage;
import io.djloperator.trainer.checkpoint.Checkpoints;
import io.djloperator.trainer.checkpoint.TrainingKey;
import io.djloperator.trainer.data.Column;
import io.djloperator.trainer.data.Dataset;
import io.djloperator.trainer.data.Mounts;
import io.djloperator.trainer.data.Partition;
import io.djloperator.trainer.data.SourceFiles;
import io.djloperator.trainer.data.TableReader;
import io.djloperator.trainer.evaluation.Gates;
import io.djloperator.trainer.evaluation.Measured;
import io.djloperator.trainer.evaluation.PartEvaluation;
import io.djloperator.trainer.evaluation.Report;
import io.djloperator.trainer.model.Part;
import io.djloperator.trainer.model.SchemaFit;
import io.djloperator.trainer.packaging.CardContents;
import io.djloperator.trainer.packaging.PackageWriter;
import io.djloperator.trainer.packaging.Samples;
import io.djloperator.trainer.report.ExitCode;
import io.djloperator.trainer.report.Result;
import io.djloperator.trainer.spec.JobDocument;
import io.djloperator.trainer.training.Threads;
import io.djloperator.trainer.training.TrainingLoop;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** One training from the job to the package: read, split, fit, train, evaluate, judge, package. */
final class TrainingRun {
    private final JobDocument job;
    private final Mounts mounts;
    private final Path work;
    private final Consumer<String> progress;
    private final Stop stop;

    TrainingRun(JobDocument job, Mounts mounts, Path work, Consumer<String> progress, Stop stop) {
        this.job = job;
        this.mounts = mounts;
        this.work = work;
        this.progress = progress;
        this.stop = stop;
    }

    public Result run() throws IOException {
        var spec = job.spec();
        var tabular = spec.data().tabular();
        long heap = Runtime.getRuntime().maxMemory();
        var output = mounts.resolve(spec.output().uri(), "spec.output.uri");

        var data = new TableReader(tabular, heap).read(SourceFiles.of(tabular, mounts), work);
        var partition = split(data);
        var schema = SchemaFit.fit(data, partition.training(), spec.model().mlp());
        Part.requireFits(data.rows(), schema.width(), heap);
        Threads.setFor(schema.network(), spec.training().batchSize());
        progress.accept("data  " + data.rows() + " rows, " + data.features().size() + " features in " + schema.width()
                + " inputs;  training " + partition.training().length + ", validation " + partition.validation().length
                + ", test " + partition.test().length);

        var training = Part.of(schema, data, partition.training());
        var validation = Part.of(schema, data, partition.validation());
        var checkpoints = new Checkpoints(
                output.resolve(".checkpoints").resolve(job.identity()),
                TrainingKey.of(spec, schema, training),
                spec.training().checkpoint(),
                progress,
                System::nanoTime);
        PackageWriter.clean(output, job.identity());
        var watch = new TrainingWatch(
                spec.training().epochs(),
                validation,
                Report.metrics(spec.evaluation(), tabular).get(0),
                checkpoints,
                progress);
        stop.waitForTheEnd();
        try (var model = new TrainingLoop(spec.training(), watch, stop).train(schema, training)) {
            var test = Part.of(schema, data, partition.test());
            float[] outputs = model.outputs(test);
            var report = Report.of(
                    spec.evaluation(),
                    tabular,
                    data,
                    partition,
                    new PartEvaluation("validation", schema, validation, model.outputs(validation)),
                    new PartEvaluation("test", schema, test, outputs));
            var samples = Samples.of(schema, data, partition.test(), outputs);
            var card = CardContents.of(job, data, partition, model, report);
            var written = PackageWriter.write(
                    new PackageWriter.Contents(model, samples, card),
                    output,
                    spec.output().uri(),
                    job.identity());
            checkpoints.delete();
            return result(report, written, output);
        }
    }

    private Partition split(Dataset data) {
        var split = job.spec().data().split();
        double validation = Double.parseDouble(split.validation());
        double test = Double.parseDouble(split.test());
        boolean classes = job.spec().data().tabular().task() == Task.CLASSIFICATION;
        return classes && !Boolean.FALSE.equals(split.stratify())
                ? Partition.stratified((Column.Texts) data.target(), validation, test, split.seed())
                : Partition.random(data.rows(), validation, test, split.seed());
    }

    private Result result(Report report, ModelPackage model, Path output) {
        for (var one : report.measured()) {
            progress.accept(
                    "metric  " + one.name() + by(one.by()) + "  " + one.shown().value());
        }
        for (var gate : report.gates()) {
            progress.accept("gate  " + gate.metric() + by(gate.by()) + "  " + gate.value()
                    + (gate.min() == null ? "" : "  at least " + gate.min())
                    + (gate.max() == null ? "" : "  at most " + gate.max())
                    + (gate.passed() ? "  passed" : "  NOT PASSED"));
        }
        progress.accept("package  " + model.uri() + "  " + model.digest() + "  " + model.sizeBytes() + " bytes  in "
                + output.resolve(model.version()));
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

    private static String by(String column) {
        return column == null ? "" : " (" + column + ")";
    }
}

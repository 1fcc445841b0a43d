package io.djloperator.trainer;

import io.djloperator.api.v1alpha1.TrainingJobStatus.ModelPackage;
import io.djloperator.trainer.checkpoint.Checkpoints;
import io.djloperator.trainer.checkpoint.TrainingKey;
import io.djloperator.trainer.data.Mounts;
import io.djloperator.trainer.data.SourceFiles;
import io.djloperator.trainer.data.TableReader;
import io.djloperator.trainer.evaluation.PartEvaluation;
import io.djloperator.trainer.evaluation.Report;
import io.djloperator.trainer.model.TrainedModel;
import io.djloperator.trainer.nodes.NodeGone;
import io.djloperator.trainer.nodes.Nodes;
import io.djloperator.trainer.nodes.Place;
import io.djloperator.trainer.packaging.CardContents;
import io.djloperator.trainer.packaging.PackageWriter;
import io.djloperator.trainer.packaging.Samples;
import io.djloperator.trainer.prepared.Prepared;
import io.djloperator.trainer.prepared.SharedData;
import io.djloperator.trainer.report.Reports;
import io.djloperator.trainer.report.Result;
import io.djloperator.trainer.spec.JobDocument;
import io.djloperator.trainer.training.Attendant;
import io.djloperator.trainer.training.Stopped;
import io.djloperator.trainer.training.Threads;
import io.djloperator.trainer.training.TrainingLoop;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** One training from the job to the package: read, split, fit, train, evaluate, judge, package. */
final class TrainingRun {
    private final JobDocument job;
    private final Mounts mounts;
    private final Path work;
    private final Consumer<String> lines;
    private final Stop stop;
    private final Map<String, String> environment;

    TrainingRun(
            JobDocument job,
            Mounts mounts,
            Path work,
            Consumer<String> lines,
            Stop stop,
            Map<String, String> environment) {
        this.job = job;
        this.mounts = mounts;
        this.work = work;
        this.lines = lines;
        this.stop = stop;
        this.environment = environment;
    }

    /** The result; empty at a node that trains along, where there is none to tell. */
    Optional<Result> run() throws IOException {
        var place = Place.of(environment);
        var tabular = job.spec().data().tabular();
        var output = mounts.resolve(job.spec().output().uri(), "spec.output.uri");
        long heap = Runtime.getRuntime().maxMemory();
        var tables = SourceFiles.of(tabular, mounts);
        Supplier<Prepared> prepare =
                () -> Prepared.of(job.spec(), new TableReader(tabular, heap).read(tables, work), heap);
        var prepared = SharedData.isWanted(environment)
                ? new SharedData(output.resolve(".prepared"), lines).of(job.spec(), tables, heap, prepare)
                : prepare.get();
        lines.accept(prepared.line());
        Threads.setFor(prepared.schema().network(), job.spec().training().batchSize());
        var key = TrainingKey.of(job.spec(), prepared.schema(), prepared.training());
        try (var nodes = place.join(key, lines)) {
            stop.waitForTheEnd();
            if (place.isFirst()) {
                return Optional.of(lead(prepared, key, nodes, output));
            }
            train(prepared, new Follower(lines), nodes).close();
            return Optional.empty();
        }
    }

    private Result lead(Prepared prepared, String key, Nodes nodes, Path output) throws IOException {
        PackageWriter.clean(output, job.identity());
        var spec = job.spec();
        var checkpoints = new Checkpoints(
                output.resolve(".checkpoints").resolve(job.identity()),
                key,
                spec.training().checkpoint(),
                lines,
                System::nanoTime);
        int epochs = spec.training().epochs();
        int steps =
                TrainingLoop.steps(prepared.training().rows(), spec.training().batchSize());
        Result result;
        var reports = Reports.of(environment, lines, stop::wish);
        try (reports) {
            var watch = new TrainingWatch(
                    epochs,
                    (long) epochs * steps,
                    prepared.validation(),
                    Report.metrics(spec.evaluation(), spec.data().tabular()).get(0),
                    checkpoints,
                    reports,
                    lines);
            try (var model = train(prepared, watch, nodes)) {
                var verdict = evaluated(prepared, model, output);
                verdict.lines().forEach(lines);
                lines.accept(line(verdict.model(), output));
                result = verdict.result();
            }
        } catch (Stopped | NodeGone e) {
            if (!reports.isCheckpointKept()) { // the last report has been answered by now
                checkpoints.delete();
                lines.accept("the checkpoints are removed: nobody will go on from them");
            }
            throw e;
        }
        checkpoints.delete(); // as late as can be: from here on an attempt that is killed would begin anew
        return result;
    }

    private TrainedModel train(Prepared prepared, Attendant attendant, Nodes nodes) throws IOException {
        return new TrainingLoop(job.spec().training(), attendant, nodes, stop)
                .train(prepared.schema(), prepared.training());
    }

    /** Also a model that no gate lets through is packaged: people want to look at it. */
    private Verdict evaluated(Prepared prepared, TrainedModel model, Path output) throws IOException {
        var schema = prepared.schema();
        var data = prepared.data();
        var partition = prepared.partition();
        var test = prepared.test();
        float[] outputs = model.outputs(test);
        var report = Report.of(
                job.spec().evaluation(),
                job.spec().data().tabular(),
                data,
                partition,
                new PartEvaluation("validation", schema, prepared.validation(), model.outputs(prepared.validation())),
                new PartEvaluation("test", schema, test, outputs));
        var contents = new PackageWriter.Contents(
                model,
                Samples.of(schema, data, partition.test(), outputs),
                CardContents.of(job, data, partition, model, report));
        return new Verdict(
                report,
                PackageWriter.write(contents, output, job.spec().output().uri(), job.identity()));
    }

    private static String line(ModelPackage model, Path output) {
        return "package  " + model.uri() + "  " + model.digest() + "  " + model.sizeBytes() + " bytes  in "
                + output.resolve(model.version());
    }
}

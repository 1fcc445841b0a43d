package io.djloperator.trainer;

import ai.djl.ndarray.NDList;
import io.djloperator.api.v1alpha1.Metric;
import io.djloperator.trainer.data.Mounts;
import io.djloperator.trainer.data.SourceFiles;
import io.djloperator.trainer.data.TableReader;
import io.djloperator.trainer.evaluation.PartEvaluation;
import io.djloperator.trainer.evaluation.Report;
import io.djloperator.trainer.model.SchemaFit;
import io.djloperator.trainer.model.TrainedModel;
import io.djloperator.trainer.nodes.OneNode;
import io.djloperator.trainer.prepared.Prepared;
import io.djloperator.trainer.report.Failure;
import io.djloperator.trainer.spec.Documents;
import io.djloperator.trainer.training.Attendant;
import io.djloperator.trainer.training.Position;
import io.djloperator.trainer.training.Position.Best;
import io.djloperator.trainer.training.Threads;
import io.djloperator.trainer.training.TrainingLoop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Records the learning curves on which the search's stopping rules are tested: trains one job with many random configurations and prints what
 * was measured on the validation part after each epoch, one CSV line a configuration.
 * {@code search/src/test/resources/curves/README.md} says how it was run.
 */
final class CurveRecorder {
    private static final Path DATA = Path.of("trainer-image/src/test/resources/data");

    private final Prepared prepared;
    private final Metric metric;

    private CurveRecorder(Prepared prepared, Metric metric) {
        this.prepared = prepared;
        this.metric = metric;
    }

    /** Arguments: a job's file and others that it needs, and at last how many configurations. The claim {@code pvc://data} is the folder of the tests' data. */
    public static void main(String[] arguments) throws IOException {
        var files = new ArrayList<Path>();
        for (int i = 0; i < arguments.length - 1; i++) {
            files.add(Path.of(arguments[i]));
        }
        int count = Integer.parseInt(arguments[arguments.length - 1]);
        var recorder = of(files);
        System.out.println("trial," + RandomConfiguration.HEADER + ",secondsPerEpoch,validation/loss,validation/"
                + PartEvaluation.word(recorder.metric));
        var random = new SplittableRandom(27);
        for (int trial = 1; trial <= count; trial++) {
            var configuration = RandomConfiguration.draw(random);
            System.out.println(trial + "," + configuration.csv() + "," + recorder.record(configuration));
        }
    }

    private static CurveRecorder of(List<Path> files) throws IOException {
        var job = Documents.read(files);
        var spec = job.spec();
        var work = Files.createTempDirectory("curves-");
        var folders = new HashMap<String, Path>();
        folders.put("pvc://data", DATA);
        for (var entry : job.configMaps().entrySet()) {
            var file = work.resolve(entry.getKey().replaceFirst("^configMap://", ""));
            Files.createDirectories(file.getParent());
            Files.write(file, entry.getValue());
            folders.put(entry.getKey().replaceFirst("/[^/]*$", ""), file.getParent());
        }
        long heap = Runtime.getRuntime().maxMemory();
        var tabular = spec.data().tabular();
        var data = new TableReader(tabular, heap).read(SourceFiles.of(tabular, new Mounts(folders)), work);
        var prepared = Prepared.of(spec, data, heap);
        Threads.setFor(prepared.schema().network(), 1);
        return new CurveRecorder(
                prepared, Report.metrics(spec.evaluation(), tabular).get(0));
    }

    private String record(RandomConfiguration configuration) throws IOException {
        var schema = SchemaFit.fit(prepared.data(), prepared.partition().training(), configuration.network());
        var curve = new Curve();
        var loop = new TrainingLoop(configuration.training(), curve, new OneNode(), () -> false);
        long start = System.nanoTime();
        try {
            loop.train(schema, prepared.training()).close();
        } catch (Failure e) {
            if (!e.getMessage()
                    .contains("the training diverged")) { // then the curve ends here, as that of a failed trial
                throw e;
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9 / Math.max(1, curve.values.size());
        return String.format(Locale.ROOT, "%.3f,", seconds) + String.join(" ", curve.losses) + ","
                + String.join(" ", curve.values);
    }

    private final class Curve implements Attendant {
        private final List<String> losses = new ArrayList<>();
        private final List<String> values = new ArrayList<>();

        @Override
        public Position begin(NDList arrays) {
            return Position.START;
        }

        @Override
        public void stepDone(Position at, NDList arrays) {
            // only epochs count
        }

        @Override
        public Best epochDone(TrainedModel model, Position at, double loss, double seconds) {
            var validation = prepared.validation();
            var evaluation = new PartEvaluation("validation", model.schema(), validation, model.outputs(validation));
            losses.add(String.format(Locale.ROOT, "%.4g", evaluation.loss()));
            values.add(String.format(Locale.ROOT, "%.4g", evaluation.value(metric)));
            return null;
        }

        @Override
        public void trained(Position at, NDList arrays) {
            // nothing to keep
        }

        @Override
        public void stopping(Position at, NDList arrays) {
            throw new IllegalStateException("nobody stops this training");
        }
    }
}

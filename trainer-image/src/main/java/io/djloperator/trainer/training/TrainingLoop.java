package io.djloperator.trainer.training;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import io.djloperator.api.v1alpha1.Training;
import io.djloperator.runtime.TabularSchema;
import io.djloperator.runtime.Task;
import io.djloperator.trainer.model.Part;
import io.djloperator.trainer.model.TrainedModel;
import io.djloperator.trainer.report.Failure;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Trains a network. The same seed, data and number of threads give the same parameters, bit by bit. */
public final class TrainingLoop {
    private final Training training;
    private final EpochEnd epochEnd;

    /** What is done after each epoch. */
    public interface EpochEnd {
        /** {@code loss} is the mean over the epoch's rows, while the parameters changed. */
        void accept(TrainedModel model, int epoch, double loss, double seconds);
    }

    public TrainingLoop(Training training, EpochEnd epochEnd) {
        this.training = training;
        this.epochEnd = epochEnd;
    }

    public TrainedModel train(TabularSchema schema, Part part) {
        Engine.getEngine("PyTorch").setRandomSeed(training.seed());
        var model = TrainedModel.of(schema);
        var loss = schema.task() == Task.CLASSIFICATION ? Loss.softmaxCrossEntropyLoss() : Loss.l2Loss("mse", 1f);
        var optimizer = Optimizers.of(training);
        try (Trainer trainer = model.djl().newTrainer(new DefaultTrainingConfig(loss).optOptimizer(optimizer))) {
            trainer.initialize(new Shape(1, schema.width()));
            var random = new SplittableRandom(training.seed());
            var order = new int[part.rows()];
            Arrays.setAll(order, row -> row);
            for (int epoch = 1; epoch <= training.epochs(); epoch++) {
                long start = System.nanoTime();
                shuffle(order, random);
                double mean = epoch(trainer, optimizer, schema, part, order);
                if (!Double.isFinite(mean)) {
                    throw Failure.invalidSpec(
                            Optimizers.learningRateField(training) + ": the training diverged: the loss is " + mean
                                    + " in epoch " + epoch + "; use a smaller one");
                }
                epochEnd.accept(model, epoch, mean, (System.nanoTime() - start) / 1e9);
            }
            return model;
        } catch (RuntimeException e) {
            model.close();
            throw e;
        }
    }

    private double epoch(Trainer trainer, Optimizer optimizer, TabularSchema schema, Part part, int[] order) {
        double sum = 0;
        for (int from = 0; from < order.length; from += training.batchSize()) {
            int rows = Math.min(training.batchSize(), order.length - from);
            sum += rows * step(trainer, optimizer, schema, part, order, from, rows);
        }
        return sum / order.length;
    }

    private static double step(
            Trainer trainer, Optimizer optimizer, TabularSchema schema, Part part, int[] order, int from, int rows) {
        var inputs = new float[rows * part.width()];
        var targets = new float[rows];
        for (int i = 0; i < rows; i++) {
            int row = order[from + i];
            System.arraycopy(part.inputs(), row * part.width(), inputs, i * part.width(), part.width());
            targets[i] = part.targets()[row];
        }
        try (var manager = trainer.getManager().newSubManager()) {
            var input = new NDList(manager.create(inputs, new Shape(rows, part.width())));
            var target = new NDList(manager.create(targets, new Shape(rows, 1)));
            NDArray loss;
            try (var gradients = trainer.newGradientCollector()) {
                var output = trainer.forward(input, target);
                loss = trainer.getLoss().evaluate(target, output);
                gradients.backward(loss);
            }
            update(trainer, optimizer);
            return loss.getFloat();
        }
    }

    /** As {@code trainer.step()}, which however refuses to run where the gradients of the first step happen to add up to 0. */
    private static void update(Trainer trainer, Optimizer optimizer) {
        for (var parameter : trainer.getModel().getBlock().getParameters().values()) {
            if (parameter.requiresGradient()) {
                var array = parameter.getArray();
                optimizer.update(parameter.getId(), array, array.getGradient());
            }
        }
    }

    private static void shuffle(int[] order, SplittableRandom random) {
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
    }
}

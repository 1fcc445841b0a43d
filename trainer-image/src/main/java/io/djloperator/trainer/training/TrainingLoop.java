package io.djloperator.trainer.training;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import io.djloperator.api.v1alpha1.Training;
import io.djloperator.runtime.TabularSchema;
import io.djloperator.runtime.Task;
import io.djloperator.trainer.model.Part;
import io.djloperator.trainer.model.TrainedModel;
import io.djloperator.trainer.report.Failure;
import java.io.IOException;
import java.util.function.BooleanSupplier;

/**
 * Trains a network. The same seed, data and number of threads give the same parameters, bit by bit, no matter how often the training was
 * stopped and went on.
 */
public final class TrainingLoop {
    private final Training training;
    private final Attendant attendant;
    private final BooleanSupplier stop;

    /** @param stop whether this process was told to stop; asked after each step */
    public TrainingLoop(Training training, Attendant attendant, BooleanSupplier stop) {
        this.training = training;
        this.attendant = attendant;
        this.stop = stop;
    }

    /** @throws Stopped where the process was told to stop before the last step was done */
    public TrainedModel train(TabularSchema schema, Part part) throws IOException {
        Engine.getEngine("PyTorch").setRandomSeed(training.seed());
        var model = TrainedModel.of(schema);
        var loss = schema.task() == Task.CLASSIFICATION ? Loss.softmaxCrossEntropyLoss() : Loss.l2Loss("mse", 1f);
        try (Trainer trainer = model.djl().newTrainer(new DefaultTrainingConfig(loss))) {
            trainer.initialize(new Shape(1, schema.width()));
            train(model, trainer, part);
            return model;
        } catch (IOException | RuntimeException e) {
            model.close();
            throw e;
        }
    }

    private void train(TrainedModel model, Trainer trainer, Part part) throws IOException {
        var parameters = model.djl().getBlock().getParameters();
        var rule = UpdateRule.of(training, parameters, trainer.getManager());
        var arrays = new NDList();
        for (var parameter : parameters) {
            var array = parameter.getValue().getArray();
            array.setName("parameter." + parameter.getKey());
            arrays.add(array);
        }
        arrays.addAll(rule.memory());

        var step = new BatchStep(trainer, rule, part, training.seed());
        var at = attendant.begin(arrays);
        while (at.epoch() <= training.epochs()) {
            long start = System.nanoTime();
            at = epoch(step, part, arrays, at);
            double loss = at.lossSum() / part.rows();
            if (!Double.isFinite(loss)) {
                throw Failure.invalidSpec(
                        UpdateRule.learningRateField(training) + ": the training diverged: the loss is " + loss
                                + " in epoch " + at.epoch() + "; use a smaller one");
            }
            at = at.atNextEpoch(attendant.epochDone(model, at, loss, (System.nanoTime() - start) / 1e9));
        }
        attendant.trained(at, arrays);
    }

    private Position epoch(BatchStep step, Part part, NDList arrays, Position begun) {
        var order = Seeds.order(training.seed(), begun.epoch(), part.rows());
        var at = begun;
        int steps = steps(part.rows(), training.batchSize());
        while (at.stepInEpoch() < steps) {
            int from = at.stepInEpoch() * training.batchSize();
            int rows = Math.min(training.batchSize(), part.rows() - from);
            at = at.afterStep(step.run(order, from, rows, at.step() + 1));
            attendant.stepDone(at, arrays);
            if (stop.getAsBoolean()) {
                attendant.stopping(at, arrays);
                throw new Stopped(at.step());
            }
        }
        return at;
    }

    /** Steps of an epoch over {@code rows} rows. */
    public static int steps(int rows, int batchSize) {
        return (rows + batchSize - 1) / batchSize;
    }
}

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
import io.djloperator.trainer.nodes.NodeGone;
import io.djloperator.trainer.nodes.Nodes;
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
    private final Nodes nodes;
    private final BooleanSupplier stop;

    /** @param stop whether this process was told to stop; asked once a step */
    public TrainingLoop(Training training, Attendant attendant, Nodes nodes, BooleanSupplier stop) {
        this.training = training;
        this.attendant = attendant;
        this.nodes = nodes;
        this.stop = stop;
    }

    /** @throws Stopped where this process, or another node, was told to stop before the last step was done */
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

        var step = new BatchStep(trainer, rule, part, training.seed(), nodes);
        var at = share(attendant.begin(arrays), arrays);
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
            if (at.epoch() <= training.epochs()) {
                at = share(at, arrays); // again: other processors round otherwise, and would drift apart
            }
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
            var outcome = step(step, order, from, rows, at, arrays);
            at = at.afterStep(outcome.loss());
            attendant.stepDone(at, arrays);
            if (outcome.stop()) {
                attendant.stopping(at, arrays);
                throw new Stopped(at.step());
            }
        }
        return at;
    }

    private BatchStep.Outcome step(BatchStep step, int[] order, int from, int rows, Position at, NDList arrays) {
        try {
            return step.run(order, from, rows, at.step() + 1, stop.getAsBoolean());
        } catch (NodeGone e) {
            attendant.stopping(at, arrays); // nothing has changed since the step before
            throw e;
        }
    }

    private Position share(Position at, NDList arrays) {
        try {
            return Position.parse(nodes.share(at.json(), arrays));
        } catch (NodeGone e) {
            attendant.stopping(at, arrays);
            throw e;
        }
    }

    /** Steps of an epoch over {@code rows} rows. */
    public static int steps(int rows, int batchSize) {
        return (rows + batchSize - 1) / batchSize;
    }
}

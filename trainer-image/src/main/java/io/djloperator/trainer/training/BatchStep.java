package io.djloperator.trainer.training;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.Trainer;
import io.djloperator.trainer.model.Part;

/** One step of the optimizer over a batch of rows. */
final class BatchStep {
    private final Trainer trainer;
    private final UpdateRule rule;
    private final Part part;
    private final int seed;

    BatchStep(Trainer trainer, UpdateRule rule, Part part, int seed) {
        this.trainer = trainer;
        this.rule = rule;
        this.part = part;
        this.seed = seed;
    }

    /**
     * Learns from {@code rows} rows of {@code order}.
     *
     * @param step the number of this step, the first is 1
     * @return the loss, summed over the rows
     */
    double run(int[] order, int from, int rows, long step) {
        Engine.getEngine("PyTorch").setRandomSeed(Seeds.ofStep(seed, step, 0));
        try (var manager = trainer.getManager().newSubManager()) {
            var input = new NDList(manager.create(inputs(order, from, rows), new Shape(rows, part.width())));
            var target = new NDList(manager.create(targets(order, from, rows), new Shape(rows, 1)));
            NDArray loss;
            try (var gradients = trainer.newGradientCollector()) {
                loss = trainer.getLoss().evaluate(target, trainer.forward(input, target));
                gradients.backward(loss);
            }
            update(step);
            return rows * loss.getFloat();
        }
    }

    /** As {@code trainer.step()}, which however refuses to run where the gradients of the first step happen to add up to 0. */
    private void update(long step) {
        for (var parameter : trainer.getModel().getBlock().getParameters()) {
            var weight = parameter.getValue().getArray();
            try (var gradient = weight.getGradient()) {
                rule.update(parameter.getKey(), weight, gradient, step);
            }
        }
    }

    private float[] inputs(int[] order, int from, int rows) {
        var inputs = new float[rows * part.width()];
        for (int i = 0; i < rows; i++) {
            System.arraycopy(part.inputs(), order[from + i] * part.width(), inputs, i * part.width(), part.width());
        }
        return inputs;
    }

    private float[] targets(int[] order, int from, int rows) {
        var targets = new float[rows];
        for (int i = 0; i < rows; i++) {
            targets[i] = part.targets()[order[from + i]];
        }
        return targets;
    }
}

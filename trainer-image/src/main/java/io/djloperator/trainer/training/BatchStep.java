package io.djloperator.trainer.training;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.nn.ParameterList;
import ai.djl.training.Trainer;
import ai.djl.util.Pair;
import io.djloperator.trainer.model.Part;
import io.djloperator.trainer.nodes.Nodes;
import java.util.Arrays;

/** One step of the optimizer over a batch of rows. */
final class BatchStep {
    private final Trainer trainer;
    private final UpdateRule rule;
    private final Part part;
    private final int seed;
    private final Nodes nodes;
    private final ParameterList parameters;

    BatchStep(Trainer trainer, UpdateRule rule, Part part, int seed, Nodes nodes) {
        this.trainer = trainer;
        this.rule = rule;
        this.part = part;
        this.seed = seed;
        this.nodes = nodes;
        parameters = trainer.getModel().getBlock().getParameters();
    }

    /**
     * What came of a step.
     *
     * @param loss summed over the rows
     * @param stop whether any node was told to stop
     */
    record Outcome(double loss, boolean stop) {}

    /**
     * Learns from {@code rows} rows of {@code order}, of which each node takes its share.
     *
     * @param step the number of this step, the first is 1
     * @param stop whether this node was told to stop
     */
    Outcome run(int[] order, int from, int rows, long step, boolean stop) {
        Engine.getEngine("PyTorch").setRandomSeed(Seeds.ofStep(seed, step, nodes.rank()));
        try (var manager = trainer.getManager().newSubManager()) {
            if (nodes.size() == 1) {
                double loss = rows * backward(manager, order, from, rows);
                for (var parameter : parameters) {
                    update(parameter, step);
                }
                return new Outcome(loss, stop);
            }
            int first = share(rows, nodes.rank());
            int mine = share(rows, nodes.rank() + 1) - first;
            float loss = mine == 0 ? 0 : mine * backward(manager, order, from + first, mine);
            var sums = gradients((float) mine / rows, loss);
            boolean anyStop = nodes.sum(sums, stop);
            update(manager, sums, step);
            return new Outcome(sums[sums.length - 1], anyStop);
        }
    }

    private int share(int rows, int rank) {
        return (int) ((long) rows * rank / nodes.size());
    }

    /** Leaves the gradients at the parameters; returns the mean loss of the rows. */
    private float backward(NDManager manager, int[] order, int from, int rows) {
        var input = new NDList(manager.create(inputs(order, from, rows), new Shape(rows, part.width())));
        var target = new NDList(manager.create(targets(order, from, rows), new Shape(rows, 1)));
        NDArray loss;
        try (var gradients = trainer.newGradientCollector()) {
            loss = trainer.getLoss().evaluate(target, trainer.forward(input, target));
            gradients.backward(loss);
        }
        return loss.getFloat();
    }

    /** As {@code trainer.step()}, which however refuses to run where the gradients of the first step happen to add up to 0. */
    private void update(Pair<String, Parameter> parameter, long step) {
        var weight = parameter.getValue().getArray();
        try (var gradient = weight.getGradient()) {
            rule.update(parameter.getKey(), weight, gradient, step);
        }
    }

    /** All gradients in the order of the parameters, each times {@code weight}, and the loss. */
    private float[] gradients(float weight, float loss) {
        long size = parameters.values().stream()
                .mapToLong(parameter -> parameter.getArray().size())
                .sum();
        var all = new float[Math.toIntExact(size + 1)];
        int at = 0;
        for (var parameter : parameters.values()) {
            try (var gradient = parameter.getArray().getGradient()) {
                for (float value : gradient.toFloatArray()) {
                    all[at++] = weight * value;
                }
            }
        }
        all[at] = loss;
        return all;
    }

    private void update(NDManager manager, float[] sums, long step) {
        int at = 0;
        for (var parameter : parameters) {
            var weight = parameter.getValue().getArray();
            int end = at + (int) weight.size();
            var gradient = manager.create(Arrays.copyOfRange(sums, at, end), weight.getShape());
            rule.update(parameter.getKey(), weight, gradient, step);
            at = end;
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

package io.djloperator.runtime;

import java.util.List;

/**
 * A multilayer perceptron.
 *
 * @param inputs width of an encoded row, at least 1
 * @param hiddenUnits units of each hidden layer; empty for a linear model
 * @param activation relu, tanh, gelu or swish
 * @param dropout share of hidden units left out in a training step, from 0 to less than 1; without effect when predicting
 * @param outputs number of classes, or 1 for regression
 */
public record Network(int inputs, List<Integer> hiddenUnits, String activation, double dropout, int outputs) {
    private static final List<String> ACTIVATIONS = List.of("relu", "tanh", "gelu", "swish");
    private static final int MAX_UNITS = 1 << 20;

    /** Checks the ranges, so that a damaged file ends in a message and not in a crash of the engine. */
    public Network {
        hiddenUnits = List.copyOf(hiddenUnits);
        require(inputs >= 1 && inputs <= MAX_UNITS, "inputs", inputs);
        require(outputs >= 1 && outputs <= MAX_UNITS, "outputs", outputs);
        require(hiddenUnits.stream().allMatch(units -> units >= 1 && units <= MAX_UNITS), "hiddenUnits", hiddenUnits);
        require(ACTIVATIONS.contains(activation), "activation", activation);
        require(dropout >= 0 && dropout < 1, "dropout", dropout);
    }

    private static void require(boolean holds, String field, Object value) {
        if (!holds) {
            throw new IllegalArgumentException("network." + field + ": " + value + " is out of range");
        }
    }
}

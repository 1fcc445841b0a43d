package io.djloperator.runtime;

import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.Dropout;

/** The network as DJL blocks. */
public final class TabularBlocks {
    private TabularBlocks() {}

    /** An uninitialised block from encoded rows, shape (rows, inputs), to logits or one scaled number, shape (rows, outputs). */
    public static Block of(Network network) {
        var block = new SequentialBlock();
        for (int units : network.hiddenUnits()) {
            block.add(Linear.builder().setUnits(units).build());
            block.add(activation(network.activation()));
            if (network.dropout() > 0) {
                block.add(Dropout.builder().optRate((float) network.dropout()).build());
            }
        }
        return block.add(Linear.builder().setUnits(network.outputs()).build());
    }

    private static Block activation(String name) {
        return switch (name) {
            case "relu" -> Activation.reluBlock();
            case "tanh" -> Activation.tanhBlock();
            case "gelu" -> Activation.geluBlock();
            case "swish" -> Activation.swishBlock(1f);
            default -> throw new IllegalArgumentException("network.activation: unknown '" + name + "'");
        };
    }
}

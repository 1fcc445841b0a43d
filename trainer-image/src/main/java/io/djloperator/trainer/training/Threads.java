package io.djloperator.trainer.training;

import io.djloperator.runtime.Network;

/** How many threads PyTorch may use; to be called before the engine is first used. */
public final class Threads {
    /**
     * Multiplications in the forward pass of one step from which several threads pay. Below, they cost: with other load on 2 cores, steps
     * of 60 million took three times as long with 2 threads as with 1, since OpenMP's threads spin while they wait for each other.
     */
    private static final long LARGE_STEP = 1L << 28;

    private Threads() {}

    /** Sets the number for steps of {@code batchSize} rows; one that the user has set stays. */
    public static void setFor(Network network, int batchSize) {
        int threads = count(weights(network) * batchSize, Runtime.getRuntime().availableProcessors());
        setUnlessSet("ai.djl.pytorch.num_threads", threads);
        setUnlessSet("ai.djl.pytorch.num_interop_threads", 1);
    }

    static int count(long multiplications, int processors) {
        return multiplications < LARGE_STEP ? 1 : processors;
    }

    static long weights(Network network) {
        long weights = 0;
        long inputs = network.inputs();
        for (int units : network.hiddenUnits()) {
            weights += inputs * units;
            inputs = units;
        }
        return weights + inputs * network.outputs();
    }

    private static void setUnlessSet(String property, int value) {
        if (System.getProperty(property) == null && System.getenv("OMP_NUM_THREADS") == null) {
            System.setProperty(property, String.valueOf(value));
        }
    }
}

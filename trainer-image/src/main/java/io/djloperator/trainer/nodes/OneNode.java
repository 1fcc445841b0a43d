package io.djloperator.trainer.nodes;

import ai.djl.ndarray.NDList;

/** A process that trains alone. */
public final class OneNode implements Nodes {
    @Override
    public int rank() {
        return 0;
    }

    @Override
    public int size() {
        return 1;
    }

    @Override
    public boolean sum(float[] values, boolean stop) {
        return stop;
    }

    @Override
    public String share(String about, NDList arrays) {
        return about;
    }

    @Override
    public void close() {
        // holds nothing
    }
}

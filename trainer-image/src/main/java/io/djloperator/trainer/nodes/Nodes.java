package io.djloperator.trainer.nodes;

import ai.djl.ndarray.NDList;
import java.io.Closeable;

/** The processes that train one model together. Every method but the first two is called by all of them, in the same order. */
public interface Nodes extends Closeable {
    /** This process's number; 0 is the one that evaluates, keeps checkpoints, reports and packages. */
    int rank();

    int size();

    /**
     * Adds up the values of all nodes; afterwards {@code values} holds the sums, the same bits everywhere.
     *
     * @param stop whether this node was told to stop
     * @return whether any node was
     * @throws NodeGone where another node cannot be reached
     */
    boolean sum(float[] values, boolean stop);

    /**
     * Gives rank 0's state to all.
     *
     * @param about some words on it; what other ranks pass is not looked at
     * @param arrays are filled with rank 0's values
     * @return rank 0's words
     * @throws NodeGone where another node cannot be reached
     */
    String share(String about, NDList arrays);

    @Override
    void close();
}

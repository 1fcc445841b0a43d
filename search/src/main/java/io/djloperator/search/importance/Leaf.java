package io.djloperator.search.importance;

/**
 * A box of the space in which a tree says one value.
 *
 * @param box the bins of each column, as bits
 */
record Leaf(long[] box, double value) {}

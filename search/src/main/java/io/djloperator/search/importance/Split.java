package io.djloperator.search.importance;

/**
 * One way to part the rows of a node.
 *
 * @param bins of the column that go left, as bits
 * @param gain by how much the sum of squared errors falls
 */
record Split(int column, long bins, double gain) {
    static final Split NONE = new Split(-1, 0, 0);
}

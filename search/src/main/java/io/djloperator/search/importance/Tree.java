package io.djloperator.search.importance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A regression tree (Breiman, Friedman, Olshen and Stone, "Classification and Regression Trees", 1984) on rows drawn with replacement, as in Breiman's "Random Forests" (Machine Learning
 * 45, 2001), that may split by any parameter.
 */
final class Tree {
    private static final int DEEPEST = 32;

    /** Of a leaf: a single training says too much of its own chance. */
    private static final int LEAST_ROWS = 3;

    private final Table table;
    private final Splitter splitter;
    private final List<Leaf> leaves = new ArrayList<>();

    private Tree(Table table) {
        this.table = table;
        this.splitter = new Splitter(table, LEAST_ROWS);
    }

    /** The leaves of a tree: boxes that fill the space and do not overlap. */
    static List<Leaf> leaves(Table table, RandomGenerator random) {
        var tree = new Tree(table);
        int[] rows = random.ints(table.rows(), 0, table.rows()).toArray();
        tree.grow(rows, table.columns().stream().mapToLong(Column::all).toArray(), 0);
        return tree.leaves;
    }

    private void grow(int[] rows, long[] box, int depth) {
        var split = depth < DEEPEST && rows.length >= 2 * LEAST_ROWS ? splitter.best(rows, box) : Split.NONE;
        if (split.gain() <= 0) {
            leaves.add(new Leaf(box, mean(rows)));
            return;
        }
        grow(part(rows, split, true), cut(box, split, true), depth + 1);
        grow(part(rows, split, false), cut(box, split, false), depth + 1);
    }

    private double mean(int[] rows) {
        return Arrays.stream(rows)
                .mapToDouble(row -> table.values()[row])
                .average()
                .orElseThrow();
    }

    private int[] part(int[] rows, Split split, boolean isLeft) {
        int[] bins = table.columns().get(split.column()).bins();
        return Arrays.stream(rows)
                .filter(row -> (split.bins() >> bins[row] & 1) == 1 == isLeft)
                .toArray();
    }

    private static long[] cut(long[] box, Split split, boolean isLeft) {
        long[] part = box.clone();
        part[split.column()] &= isLeft ? split.bins() : ~split.bins();
        return part;
    }
}

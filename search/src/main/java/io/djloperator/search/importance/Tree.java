package io.djloperator.search.importance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A regression tree (Breiman, Friedman, Olshen and Stone, "Classification and Regression Trees", 1984) on rows drawn with replacement, as in Breiman's "Random Forests", Machine Learning 45
 * (2001).
 */
final class Tree {
    private static final int DEEPEST = Integer.getInteger("deep", 32);
    private static final int LEAST_ROWS = Integer.getInteger("least", 1);

    private final Table table;
    private final List<Leaf> leaves = new ArrayList<>();
    private final Splitter splitter;

    Tree(Table table, RandomGenerator random) {
        this.table = table;
        this.splitter = new Splitter(table, LEAST_ROWS);
        int[] rows = random.ints(table.rows(), 0, table.rows()).toArray();
        grow(rows, table.columns().stream().mapToLong(Column::all).toArray(), 0);
    }

    /** Boxes that fill the space and do not overlap. */
    List<Leaf> leaves() {
        return leaves;
    }

    private void grow(int[] rows, long[] box, int depth) {
        var split = depth < DEEPEST && rows.length >= 2 * LEAST_ROWS ? splitter.best(rows, box) : Split.NONE;
        if (split.gain() <= 0) {
            leaves.add(new Leaf(
                    box,
                    Arrays.stream(rows)
                            .mapToDouble(row -> table.values()[row])
                            .average()
                            .orElseThrow()));
            return;
        }
        grow(part(rows, split, true), cut(box, split, true), depth + 1);
        grow(part(rows, split, false), cut(box, split, false), depth + 1);
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

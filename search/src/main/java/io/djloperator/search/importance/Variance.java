package io.djloperator.search.importance;

import java.util.List;

/**
 * How the predictions of one tree vary over the space: algorithm 2 of Hutter, Hoos and Leyton-Brown (ICML 2014).
 *
 * @param total variance
 * @param single the variance of the mean prediction for each value of one parameter, for each parameter
 */
record Variance(double total, double[] single) {
    static Variance of(List<Leaf> leaves, List<Column> columns) {
        var marginals =
                columns.stream().map(column -> new double[column.count()]).toArray(double[][]::new);
        double mean = 0;
        double[] whole = new double[columns.size()];
        double squares = 0;
        for (var leaf : leaves) {
            double volume = 1;
            var measures = new double[columns.size()];
            for (int i = 0; i < measures.length; i++) {
                measures[i] = leaf.box()[i] == columns.get(i).all()
                        ? 1
                        : columns.get(i).measure(leaf.box()[i]);
                volume *= measures[i];
            }
            mean += volume * leaf.value();
            squares += volume * leaf.value() * leaf.value();
            for (int i = 0; i < measures.length && volume > 0; i++) {
                double part = volume / measures[i] * leaf.value();
                if (leaf.box()[i] == columns.get(i).all()) {
                    whole[i] += part;
                } else
                    for (long rest = leaf.box()[i]; rest != 0; rest &= rest - 1) {
                        marginals[i][Long.numberOfTrailingZeros(rest)] += part;
                    }
            }
        }
        var single = new double[columns.size()];
        for (int i = 0; i < single.length; i++) {
            single[i] = variance(marginals[i], whole[i], columns.get(i).measure(), mean);
        }
        return new Variance(squares - mean * mean, single);
    }

    private static double variance(double[] marginal, double whole, double[] measure, double mean) {
        double sum = 0;
        for (int bin = 0; bin < marginal.length; bin++) {
            sum += measure[bin] * (whole + marginal[bin] - mean) * (whole + marginal[bin] - mean);
        }
        return sum;
    }

    /** The part of the total that one parameter makes; 0 where nothing varies. */
    double share(int column) {
        return total > 0 ? single[column] / total : 0;
    }
}

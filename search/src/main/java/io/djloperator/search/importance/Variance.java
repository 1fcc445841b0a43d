package io.djloperator.search.importance;

import java.util.List;

/**
 * How the predictions of one tree vary over the space: algorithm 2 of Hutter, Hoos and Leyton-Brown (ICML 2014).
 *
 * @param total variance
 * @param single for each parameter, the variance of the mean prediction over its values
 */
record Variance(double total, double[] single) {
    static Variance of(List<Leaf> leaves, List<Column> columns) {
        var marginals = columns.stream().map(Marginal::new).toList();
        double mean = 0;
        double squares = 0;
        for (var leaf : leaves) {
            double volume = 1;
            for (int i = 0; i < columns.size(); i++) {
                volume *= columns.get(i).measure(leaf.box()[i]);
            }
            mean += volume * leaf.value();
            squares += volume * leaf.value() * leaf.value();
            for (int i = 0; i < columns.size() && volume > 0; i++) {
                marginals.get(i).add(leaf.box()[i], volume * leaf.value());
            }
        }
        double all = mean;
        return new Variance(
                squares - mean * mean,
                marginals.stream()
                        .mapToDouble(marginal -> marginal.variance(all))
                        .toArray());
    }

    /** The part of the total that one parameter makes; 0 where nothing varies. */
    double share(int column) {
        return total > 0 ? single[column] / total : 0;
    }
}

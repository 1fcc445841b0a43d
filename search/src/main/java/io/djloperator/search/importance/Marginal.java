package io.djloperator.search.importance;

/** The mean prediction for each bin of one parameter, over all values of the others. */
final class Marginal {
    private final Column column;
    private final double[] means;
    private double everywhere;

    Marginal(Column column) {
        this.column = column;
        this.means = new double[column.count()];
    }

    /** Adds a leaf that has these bins, and that volume times its value. */
    void add(long bins, double mass) {
        if (bins == column.all()) {
            everywhere += mass;
            return;
        }
        double part = mass / column.measure(bins);
        for (long rest = bins; rest != 0; rest &= rest - 1) {
            means[Long.numberOfTrailingZeros(rest)] += part;
        }
    }

    /** Around the mean over all bins. */
    double variance(double mean) {
        double sum = 0;
        for (int bin = 0; bin < means.length; bin++) {
            double difference = everywhere + means[bin] - mean;
            sum += column.measure()[bin] * difference * difference;
        }
        return sum;
    }
}

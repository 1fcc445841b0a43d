package io.djloperator.search.sampler.gp;

import java.util.Arrays;
import java.util.List;

/**
 * What a process is to pass through.
 *
 * @param rows where, encoded
 * @param values standardised
 * @param doubts the variance that each value has above that of all
 */
record Sample(List<Encoding.Column> columns, double[][] rows, double[] values, double[] doubts) {
    int size() {
        return rows.length;
    }

    /** The squared distance of {@code row} to each of these, each length scale's part weighed by {@code weights}. */
    double[] squaredDistances(double[] row, double[] weights) {
        var distances = new double[size()];
        for (int c = 0; c < columns.size(); c++) {
            var column = columns.get(c);
            double weight = weights[column.scale()];
            for (int i = 0; i < distances.length; i++) {
                distances[i] += weight * column.squaredDistance(row[c], rows[i][c]);
            }
        }
        return distances;
    }

    /** The same with more values, which are not doubted. */
    Sample with(List<double[]> moreRows, double[] moreValues) {
        int size = size() + moreValues.length;
        var allRows = Arrays.copyOf(rows, size);
        var allValues = Arrays.copyOf(values, size);
        for (int i = 0; i < moreValues.length; i++) {
            allRows[size() + i] = moreRows.get(i);
            allValues[size() + i] = moreValues[i];
        }
        return new Sample(columns, allRows, allValues, Arrays.copyOf(doubts, size));
    }

    /** Those of these numbers. */
    Sample only(int[] numbers) {
        return new Sample(
                columns,
                Arrays.stream(numbers).mapToObj(i -> rows[i]).toArray(double[][]::new),
                Arrays.stream(numbers).mapToDouble(i -> values[i]).toArray(),
                Arrays.stream(numbers).mapToDouble(i -> doubts[i]).toArray());
    }
}

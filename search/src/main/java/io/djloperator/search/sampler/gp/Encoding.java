package io.djloperator.search.sampler.gp;

import io.djloperator.search.space.Point;
import io.djloperator.search.space.Space;
import java.util.ArrayList;
import java.util.List;

/**
 * Points of a space as rows of columns between which a distance makes sense. A number has one column, where it lies in the unit interval; a choice has one whose
 * entries are equal or at distance 1 (the Hamming distance, that of one-hot vectors up to a factor). A parameter that is left out lies in the middle of its range, and one
 * that can be left out has a column more that says so: the squared distance stays one of a Euclidean space, so the covariance stays positive definite, whatever is left
 * out; two points that both leave a parameter out do not differ in it. All columns of a parameter share its length scale.
 */
final class Encoding {
    private static final double LEFT_OUT = -1;

    private final Space space;
    private final List<Dimension> dimensions;
    private final List<Column> columns;
    private final int scales;

    /**
     * One column.
     *
     * @param parameter whose column it is
     * @param scale the number of its length scale: parameters with nothing to choose have none
     * @param isNominal whether entries are merely equal or not
     * @param isPresence whether it says that the parameter is there
     */
    record Column(int parameter, int scale, boolean isNominal, boolean isPresence) {
        double squaredDistance(double a, double b) {
            double difference = a - b;
            return isNominal ? (difference == 0 ? 0 : 1) : difference * difference;
        }
    }

    private Encoding(Space space, List<Dimension> dimensions, List<Column> columns, int scales) {
        this.space = space;
        this.dimensions = dimensions;
        this.columns = columns;
        this.scales = scales;
    }

    static Encoding of(Space space) {
        var dimensions = new ArrayList<Dimension>();
        var columns = new ArrayList<Column>();
        int scales = 0;
        for (int i = 0; i < space.dimensions(); i++) {
            var dimension = Dimension.of(space.parameters().get(i), space.parameters());
            dimensions.add(dimension);
            if (dimension.isFree() || dimension.parent() >= 0) {
                columns.add(new Column(i, scales, dimension.isNominal(), false));
                if (dimension.parent() >= 0 && !dimension.isNominal()) {
                    columns.add(new Column(i, scales, true, true));
                }
                scales++;
            }
        }
        return new Encoding(space, List.copyOf(dimensions), List.copyOf(columns), scales);
    }

    List<Dimension> dimensions() {
        return dimensions;
    }

    List<Column> columns() {
        return columns;
    }

    /** How many length scales there are. */
    int scales() {
        return scales;
    }

    double[] row(Point point) {
        var unit = space.unit(point);
        for (int i = 0; i < unit.length; i++) {
            var name = space.parameters().get(i).name();
            unit[i] = point.values().containsKey(name) ? dimensions.get(i).snap(unit[i]) : LEFT_OUT;
        }
        return rowOf(unit);
    }

    /** The row of the point at these coordinates, which are snapped. */
    double[] row(double[] unit) {
        return rowOf(marked(unit));
    }

    // Coordinates of what is left out become negative.
    private double[] marked(double[] unit) {
        var marked = unit.clone();
        for (int i = 0; i < marked.length; i++) {
            var dimension = dimensions.get(i);
            if (dimension.parent() >= 0 && !dimension.isOpenedBy(marked[dimension.parent()])) {
                marked[i] = LEFT_OUT;
            }
        }
        return marked;
    }

    private double[] rowOf(double[] marked) {
        var row = new double[columns.size()];
        for (int c = 0; c < row.length; c++) {
            var column = columns.get(c);
            double coordinate = marked[column.parameter()];
            if (column.isPresence()) {
                row[c] = coordinate == LEFT_OUT ? 0 : 1;
            } else {
                row[c] = coordinate == LEFT_OUT && !column.isNominal() ? 0.5 : coordinate;
            }
        }
        return row;
    }

    /** Which parameters have a value at these coordinates. */
    boolean[] present(double[] unit) {
        var marked = marked(unit);
        var present = new boolean[unit.length];
        for (int i = 0; i < present.length; i++) {
            present[i] = marked[i] != LEFT_OUT;
        }
        return present;
    }

    /** These coordinates with each at the nearest value. */
    double[] snap(double[] unit) {
        var snapped = new double[unit.length];
        for (int i = 0; i < snapped.length; i++) {
            snapped[i] = dimensions.get(i).snap(unit[i]);
        }
        return snapped;
    }
}

package io.djloperator.trainer.data;

import io.djloperator.trainer.report.Failure;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Collects one column of a result, row after row. */
abstract class ColumnBuilder {
    final SelectedColumn column;

    ColumnBuilder(SelectedColumn column) {
        this.column = column;
    }

    static ColumnBuilder of(SelectedColumn column) {
        return column.asNumber() ? new NumberBuilder(column) : new TextBuilder(column);
    }

    /** Takes the cell at a position (from 1) of the result's present row. */
    abstract void add(ResultSet row, int position, int index) throws SQLException;

    abstract Column build(int rows);

    private static final class NumberBuilder extends ColumnBuilder {
        /** The network counts in single precision, up to 3.4e38, and squares for the scale must fit a double. */
        private static final double LARGEST = 1e30;

        private double[] values = new double[1024];

        NumberBuilder(SelectedColumn column) {
            super(column);
        }

        @Override
        void add(ResultSet row, int position, int index) throws SQLException {
            double value = row.getDouble(position);
            value = row.wasNull() ? Double.NaN : value;
            if (Math.abs(value) > LARGEST) {
                throw Failure.data("column '" + column.name() + "' holds a number beyond ±1e30 in row " + (index + 1)
                        + "; scale or replace it by spec.data.tabular.query, or exclude the column");
            }
            if (index == values.length) {
                values = Arrays.copyOf(values, 2 * values.length);
            }
            values[index] = value;
        }

        @Override
        Column build(int rows) {
            return new Column.Numbers(column.name(), Arrays.copyOf(values, rows));
        }
    }

    private static final class TextBuilder extends ColumnBuilder {
        private static final int MAX_LENGTH = 1024;
        private final Map<String, Integer> places = new HashMap<>();
        private final List<String> different = new ArrayList<>();
        private int[] codes = new int[1024];

        TextBuilder(SelectedColumn column) {
            super(column);
        }

        @Override
        void add(ResultSet row, int position, int index) throws SQLException {
            if (index == codes.length) {
                codes = Arrays.copyOf(codes, 2 * codes.length);
            }
            var text = row.getString(position);
            codes[index] = text == null ? -1 : place(text);
        }

        private int place(String text) {
            var known = places.get(text);
            if (known != null) {
                return known;
            }
            if (text.length() > MAX_LENGTH) {
                throw Failure.data("column '" + column.name() + "' holds a text of " + text.length()
                        + " characters; the most is " + MAX_LENGTH + ": name the column in spec.data.tabular.exclude");
            }
            if (different.size() == column.maxDifferent()) {
                throw Failure.data(column.tooMany());
            }
            places.put(text, different.size());
            different.add(text);
            return different.size() - 1;
        }

        @Override
        Column build(int rows) {
            var column =
                    new Column.Texts(this.column.name(), List.copyOf(different), Arrays.copyOf(codes, rows), false);
            return this.column.use() == SelectedColumn.Use.FEATURE && column.holdsBooleans()
                    ? column.asBooleans()
                    : column;
        }
    }
}

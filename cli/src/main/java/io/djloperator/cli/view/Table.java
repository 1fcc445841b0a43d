package io.djloperator.cli.view;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Columns that are as wide as their widest cell. */
final class Table {
    private static final String GAP = "  ";

    /**
     * One column.
     *
     * @param isNumber whether cells stand to the right
     */
    record Column(String title, boolean isNumber) {}

    private Table() {}

    /** The titles and then the rows, none of them painted. */
    static List<String> lines(List<Column> columns, List<List<String>> rows) {
        var widths = IntStream.range(0, columns.size())
                .map(i -> rows.stream()
                        .mapToInt(row -> length(row.get(i)))
                        .reduce(length(columns.get(i).title()), Math::max))
                .toArray();
        var lines = new ArrayList<String>();
        lines.add(line(columns, widths, columns.stream().map(Column::title).toList()));
        rows.forEach(row -> lines.add(line(columns, widths, row)));
        return lines;
    }

    private static String line(List<Column> columns, int[] widths, List<String> cells) {
        var line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            var padding = " ".repeat(widths[i] - length(cells.get(i)));
            line.append(i == 0 ? "" : GAP)
                    .append(columns.get(i).isNumber() ? padding + cells.get(i) : cells.get(i) + padding);
        }
        return line.toString().stripTrailing();
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}

package io.djloperator.trainer.data;

import io.djloperator.api.v1alpha1.Tabular;
import io.djloperator.api.v1alpha1.Task;
import io.djloperator.trainer.data.SelectedColumn.Use;
import io.djloperator.trainer.report.Failure;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Reads the rows to learn from.
 *
 * <p>Bounds: at most {@value #MAX_COLUMNS} columns; the rows, at 8 bytes a number and 4 a text, may take a sixth of the Java heap
 * (arrays double while they grow, and the encoded rows come on top); DuckDB itself may use a fifth of the machine's or container's memory
 * and spills to the work folder beyond that.
 */
public final class TableReader {
    private static final int MAX_COLUMNS = 10_000;
    private static final int MAX_NAMES_SHOWN = 20;
    private static final String ROWS = "_rows"; // no table can have this name: theirs start with a letter

    private final Tabular tabular;
    private final long heapBytes;

    public TableReader(Tabular tabular, long heapBytes) {
        this.tabular = tabular;
        this.heapBytes = heapBytes;
    }

    /** Whether columns of so many bytes would be read at all. */
    public static boolean fits(long columnBytes, long heapBytes) {
        return columnBytes <= heapBytes / 6;
    }

    public Dataset read(Map<String, Path> files, Path work) {
        try (var sandbox = SqlSandbox.open(work)) {
            int index = 0;
            for (var file : files.entrySet()) {
                sandbox.addTable(file.getKey(), file.getValue(), "spec.data.tabular.tables[" + index++ + "].uri");
            }
            sandbox.lock();
            sandbox.addQuery(ROWS, tabular.query(), tabular.tables().get(0).name());
            var selected = select(sandbox.columnTypes(ROWS));
            return rows(sandbox, selected);
        }
    }

    private List<SelectedColumn> select(Map<String, String> types) {
        if (types.size() > MAX_COLUMNS) {
            throw Failure.data("spec.data.tabular: there are " + types.size() + " columns; at most " + MAX_COLUMNS
                    + " are read: select fewer by spec.data.tabular.query");
        }
        requireColumn("target", tabular.target(), types);
        tabular.exclude().forEach(column -> requireColumn("exclude", column, types));
        tabular.sensitive().forEach(column -> requireColumn("sensitive", column, types));

        var selected = new ArrayList<SelectedColumn>();
        boolean regression = tabular.task() == Task.REGRESSION;
        selected.add(column(tabular.target(), types, regression ? Use.AMOUNT : Use.CLASS));
        tabular.sensitive().stream().distinct().forEach(name -> selected.add(column(name, types, Use.GROUP)));
        int others = selected.size();
        for (var name : types.keySet()) {
            if (!name.equals(tabular.target())
                    && !tabular.exclude().contains(name)
                    && !tabular.sensitive().contains(name)) {
                selected.add(column(name, types, Use.FEATURE));
            }
        }
        if (selected.size() == others) {
            throw Failure.data(
                    "spec.data.tabular: no column is left to learn from: all others are `target`, in `exclude` or in"
                            + " `sensitive`");
        }
        return selected;
    }

    private static SelectedColumn column(String name, Map<String, String> types, Use use) {
        return new SelectedColumn(name, types.get(name), use).checked();
    }

    private void requireColumn(String field, String column, Map<String, String> types) {
        if (!types.containsKey(column)) {
            var where = tabular.query() == null
                    ? "in table '" + tabular.tables().get(0).name() + "'"
                    : "in the result of spec.data.tabular.query";
            var names = types.keySet().stream()
                    .limit(MAX_NAMES_SHOWN)
                    .map(name -> name.length() <= 64 ? name : name.substring(0, 64) + "…")
                    .collect(Collectors.joining(", "));
            throw Failure.data("spec.data.tabular." + field + ": column '" + column + "' is not " + where
                    + " (columns: " + names + (types.size() > MAX_NAMES_SHOWN ? ", …" : "") + ")");
        }
    }

    private Dataset rows(SqlSandbox sandbox, List<SelectedColumn> selected) {
        var builders = selected.stream().map(ColumnBuilder::of).toList();
        long rowBytes =
                selected.stream().mapToLong(column -> column.asNumber() ? 8 : 4).sum();
        var sql = selected.stream()
                .map(SelectedColumn::sql)
                .collect(Collectors.joining(", ", "SELECT ", " FROM " + ROWS));
        int rows = sandbox.forEachRow(sql, (row, index) -> {
            if (!fits((index + 1L) * rowBytes, heapBytes) || index == Integer.MAX_VALUE - 8) {
                throw Failure.data("spec.data.tabular: more than " + index + " rows of " + selected.size()
                        + " columns do not fit into the memory; raise spec.resources.memory, or select fewer rows or columns by"
                        + " spec.data.tabular.query");
            }
            add(builders, row, index);
        });
        if (rows == 0) {
            throw Failure.data(
                    tabular.query() == null
                            ? "spec.data.tabular.tables[0].uri: the table '"
                                    + tabular.tables().get(0).name() + "' has no rows"
                            : "spec.data.tabular.query: the result has no rows");
        }
        var columns = new LinkedHashMap<String, Column>();
        builders.forEach(builder -> columns.put(builder.column.name(), builder.build(rows)));
        var target = columns.remove(tabular.target());
        requireNoneMissing(target, rows);
        var sensitive = tabular.sensitive().stream()
                .distinct()
                .map(name -> (Column.Texts) columns.remove(name))
                .toList();
        return new Dataset(rows, List.copyOf(columns.values()), target, sensitive);
    }

    private static void add(List<ColumnBuilder> builders, ResultSet row, int index) throws SQLException {
        for (int i = 0; i < builders.size(); i++) {
            builders.get(i).add(row, i + 1, index);
        }
    }

    private void requireNoneMissing(Column target, int rows) {
        int missing = 0;
        for (int row = 0; row < rows; row++) {
            missing += target.at(row) == null ? 1 : 0;
        }
        if (missing > 0) {
            var condition = Sql.identifier(tabular.target()) + " IS NOT NULL";
            throw Failure.data("spec.data.tabular.target: column '" + tabular.target() + "' is missing in " + missing
                    + " of " + rows
                    + " rows; leave them out by spec.data.tabular.query: "
                    + (tabular.query() == null
                            ? "SELECT * FROM " + tabular.tables().get(0).name() + " WHERE " + condition
                            : "add the condition " + condition));
        }
    }
}

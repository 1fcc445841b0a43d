package io.djloperator.trainer.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.OperatingSystemMXBean;
import io.djloperator.trainer.report.Failure;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * DuckDB with the job's tables as views and nothing else: once locked, a query can read no other file, load no extension and change no
 * setting.
 */
final class SqlSandbox implements AutoCloseable {
    private static final int MAX_MESSAGE = 400;
    private static final List<String> TABLE_FUNCTIONS = List.of("range", "generate_series", "unnest");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Connection connection;
    private final Statement statement;
    private final List<Path> files = new ArrayList<>();

    private SqlSandbox(Connection connection, Statement statement) {
        this.connection = connection;
        this.statement = statement;
    }

    static SqlSandbox open(Path work) {
        var properties = new Properties();
        properties.setProperty("jdbc_stream_results", "true"); // else a result is held in memory as a whole
        try {
            var connection = DriverManager.getConnection("jdbc:duckdb:", properties);
            var statement = connection.createStatement();
            long megabytes = Math.max(128, totalMemory() / 5 >> 20);
            statement.execute("SET memory_limit = '" + megabytes + "MB'");
            // With one thread the order of rows, and so the split, is the same in every run, whatever the query joins
            // or groups.
            statement.execute("SET threads = 1");
            statement.execute(
                    "SET temp_directory = " + Sql.text(work.resolve("duckdb").toString()));
            statement.execute("SET autoinstall_known_extensions = false");
            statement.execute("SET autoload_known_extensions = false");
            return new SqlSandbox(connection, statement);
        } catch (SQLException e) {
            throw new IllegalStateException("DuckDB cannot be started: " + e.getMessage(), e);
        }
    }

    /** Adds a file as a view, by the format that its ending tells. */
    void addTable(String name, Path file, String field) {
        files.add(file);
        try {
            statement.execute("CREATE VIEW " + Sql.identifier(name) + " AS SELECT * FROM " + scan(file));
        } catch (SQLException e) {
            throw Failure.data(field + ": '" + file.getFileName() + "' cannot be read: " + oneLine(e)
                    + "; the ending tells the format, and a CSV file needs a header line");
        }
    }

    /** From here on only the added files can be read. */
    void lock() {
        try {
            var allowed =
                    files.stream().map(file -> Sql.text(file.toString())).collect(Collectors.joining(", ", "[", "]"));
            statement.execute("SET allowed_paths = " + allowed);
            statement.execute("SET enable_external_access = false");
            statement.execute("SET lock_configuration = true");
        } catch (SQLException e) {
            throw new IllegalStateException("DuckDB cannot be locked: " + e.getMessage(), e);
        }
    }

    /** Adds the view of the rows to learn from: the job's query, which must be one SELECT, or the one table. */
    void addQuery(String view, String query, String table) {
        if (query != null) {
            requireOneSelect(query);
        }
        try {
            statement.execute("CREATE VIEW " + view + " AS "
                    + (query == null ? "SELECT * FROM " + Sql.identifier(table) : query));
        } catch (SQLException e) {
            throw badQuery(e);
        }
    }

    Map<String, String> columnTypes(String view) {
        var types = new LinkedHashMap<String, String>();
        try (var rows = statement.executeQuery("DESCRIBE " + view)) {
            while (rows.next()) {
                types.put(rows.getString("column_name"), rows.getString("column_type"));
            }
            return types;
        } catch (SQLException e) {
            throw badQuery(e);
        }
    }

    /** Hands over row after row, and returns how many there were. */
    int forEachRow(String sql, RowConsumer consumer) {
        try (var rows = statement.executeQuery(sql)) {
            int count = 0;
            while (rows.next()) {
                consumer.accept(rows, count++);
            }
            return count;
        } catch (SQLException e) {
            throw Failure.data("spec.data.tabular: the rows cannot be read: " + oneLine(e));
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void requireOneSelect(String query) {
        // DuckDB's own parser: it serialises SELECT statements and no others.
        try (var prepared = connection.prepareStatement("SELECT json_serialize_sql(CAST(? AS VARCHAR))")) {
            prepared.setString(1, query);
            try (var rows = prepared.executeQuery()) {
                rows.next();
                var parsed = JSON.readTree(rows.getString(1));
                if (parsed.path("error").asBoolean()) {
                    throw badQuery(parsed.path("error_message").asText());
                }
                if (parsed.path("statements").size() != 1) {
                    throw badQuery("it must be one SELECT statement");
                }
                requireKnownTableFunctions(parsed);
            }
        } catch (SQLException | IOException e) {
            throw badQuery(oneLine(e));
        }
    }

    /** External access is off, but DuckDB 1.4 still lets sniff_csv read any file's head: only functions that make rows are let through. */
    private static void requireKnownTableFunctions(JsonNode parsed) {
        for (var child : parsed) {
            requireKnownTableFunctions(child); // at every depth: an allowed function may hold a query of its own
        }
        if (parsed.path("type").asText().equals("TABLE_FUNCTION")) {
            var name = parsed.at("/function/function_name").asText().toLowerCase(Locale.ROOT);
            if (!TABLE_FUNCTIONS.contains(name)) {
                throw badQuery(
                        "FROM " + name + "(…) is not allowed; name the job's tables, or one of " + TABLE_FUNCTIONS);
            }
        }
    }

    private static String scan(Path file) {
        var path = Sql.text(file.toString());
        var name = file.getFileName().toString();
        if (name.endsWith(".parquet")) {
            return "read_parquet(" + path + ", hive_partitioning = false)";
        }
        if (name.endsWith(".csv") || name.endsWith(".csv.gz")) {
            // All rows are looked at to find the types, so that no late row contradicts them. No BOOLEAN among them: it
            // would turn
            // yes and no into true and false.
            return "read_csv(" + path + ", header = true, nullstr = '', sample_size = -1, hive_partitioning = false,"
                    + " auto_type_candidates = ['BIGINT', 'DOUBLE', 'TIME', 'DATE', 'TIMESTAMP', 'VARCHAR'])";
        }
        var format = name.endsWith(".json") ? "array" : "newline_delimited";
        return "read_json(" + path + ", format = '" + format + "', sample_size = -1, hive_partitioning = false)";
    }

    private static Failure badQuery(SQLException e) {
        return badQuery(oneLine(e));
    }

    private static Failure badQuery(String message) {
        return Failure.data("spec.data.tabular.query: " + message);
    }

    /** DuckDB's messages have several lines and may quote the file. */
    private static String oneLine(Exception e) {
        var text = String.valueOf(e.getMessage())
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .limit(3)
                .collect(Collectors.joining(" "));
        return text.length() <= MAX_MESSAGE ? text : text.substring(0, MAX_MESSAGE) + "…";
    }

    private static long totalMemory() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getTotalMemorySize();
    }

    /** Takes one row of a result. */
    interface RowConsumer {
        void accept(ResultSet row, int index) throws SQLException;
    }
}

package io.djloperator.trainer.data;

/** Quoting for DuckDB. */
final class Sql {
    private Sql() {}

    static String identifier(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    static String text(String value) {
        return '\'' + value.replace("'", "''") + '\'';
    }
}

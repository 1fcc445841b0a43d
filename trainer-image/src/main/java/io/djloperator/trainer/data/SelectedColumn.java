package io.djloperator.trainer.data;

import io.djloperator.trainer.report.Failure;

/**
 * A column that is read, and what for.
 *
 * @param type DuckDB's name of its type
 */
record SelectedColumn(String name, String type, Use use) {
    private static final int MAX_CATEGORIES = 1000;
    private static final int MAX_CLASSES = 1000;
    private static final int MAX_GROUPS = 100;

    /** What a column is for. */
    enum Use {
        FEATURE,
        CLASS,
        AMOUNT,
        GROUP
    }

    boolean asNumber() {
        return use == Use.AMOUNT || use == Use.FEATURE && isNumeric();
    }

    /** How it is selected. */
    String sql() {
        return "CAST(" + Sql.identifier(name) + (asNumber() ? " AS DOUBLE)" : " AS VARCHAR)");
    }

    /** Refuses a type that cannot be used so. */
    SelectedColumn checked() {
        if (use == Use.AMOUNT && !isNumeric()) {
            throw Failure.data("spec.data.tabular.target: column '" + name + "' is " + shortType()
                    + ", but a regression needs numbers; set spec.data.tabular.task to classification, or make it a number in"
                    + " spec.data.tabular.query");
        }
        if (!isNumeric() && !isText()) {
            throw Failure.data(
                    "column '" + name + "' is " + shortType() + ", which cannot be used; make it a number or text in"
                            + " spec.data.tabular.query, or name it in spec.data.tabular.exclude");
        }
        return this;
    }

    int maxDifferent() {
        return switch (use) {
            case CLASS -> MAX_CLASSES;
            case GROUP -> MAX_GROUPS;
            default -> MAX_CATEGORIES;
        };
    }

    String tooMany() {
        return switch (use) {
            case CLASS ->
                "spec.data.tabular.target: column '" + name + "' has more than " + MAX_CLASSES
                        + " classes; set spec.data.tabular.task to regression, or group the classes in spec.data.tabular.query";
            case GROUP ->
                "spec.data.tabular.sensitive: column '" + name + "' has more than " + MAX_GROUPS
                        + " groups; form fewer groups in spec.data.tabular.query";
            default ->
                "column '" + name + "' has more than " + MAX_CATEGORIES
                        + " different texts; name it in spec.data.tabular.exclude, or group the texts in spec.data.tabular.query";
        };
    }

    private boolean isNumeric() {
        return type.matches("U?(TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)|FLOAT|DOUBLE|DECIMAL.*");
    }

    private boolean isText() {
        return type.matches("VARCHAR|BOOLEAN|UUID|ENUM.*|\"NULL\"") && !type.endsWith("]");
    }

    private String shortType() {
        return type.length() <= 40 ? type : type.substring(0, 40) + "…";
    }
}

package io.djloperator.cli.view;

/**
 * How much room there is, and what is asked for.
 *
 * @param columns the width of the terminal in characters; 0: no limit, as in a file or a pipe
 * @param rows most rows of the table; 0: no limit
 * @param isWide whether nothing is shortened and messages are shown
 */
public record Layout(int columns, int rows, Sort sort, boolean isWide, Symbols symbols, Paint paint) {
    /** A width for plots where there is no limit. */
    private static final int USUAL_COLUMNS = 100;

    /** In which order trials stand. */
    public enum Sort {
        /** By their numbers. */
        number,
        /** The best first, by the first objective. */
        value
    }

    /** The order by number and no limit, as in a file. */
    public static Layout plain(Symbols symbols) {
        return new Layout(0, 0, Sort.number, false, symbols, Paint.PLAIN);
    }

    int plotColumns() {
        return columns == 0 ? USUAL_COLUMNS : Math.max(20, Math.min(columns, 160));
    }

    /** {@code line} as long as there is room for it; it must not be painted. */
    String cut(String line) {
        var length = line.codePointCount(0, line.length());
        return columns == 0 || isWide || length <= columns
                ? line
                : line.substring(0, line.offsetByCodePoints(0, columns - 1)) + symbols.ellipsis();
    }
}

package io.djloperator.runtime;

/** A row that cannot be encoded; the message names the column and the value and may be shown to the caller. */
public final class RowException extends Exception {
    private static final int MAX_SHOWN = 64;

    /** A fault of one row. */
    public RowException(String message) {
        super(message);
    }

    static RowException of(String column, Object value, String fault) {
        return new RowException("column '" + column + "': " + shown(value) + " " + fault);
    }

    /** The value as a message shows it: text in quotes, and no more of it than fits a line. */
    private static String shown(Object value) {
        if (!(value instanceof CharSequence)) {
            return String.valueOf(value);
        }
        var text = value.toString();
        return "'" + (text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "…") + "'";
    }
}

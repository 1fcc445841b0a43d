package io.djloperator.cli.view;

/** Text that came from elsewhere, made safe for a terminal. */
public final class Printable {
    private static final int MAX_LENGTH = 4096;

    private Printable() {}

    /**
     * {@code text} without characters with which it could change what the terminal shows: control characters but the end of a line, and those
     * that turn the direction of text.
     */
    public static String of(String text) {
        return text.codePoints()
                .map(c -> isHarmful(c) && c != '\n' ? '?' : c)
                .limit(MAX_LENGTH)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** The same on one line; empty where it is null. */
    public static String line(String text) {
        return text == null ? "" : of(text).replace('\n', ' ').strip();
    }

    private static boolean isHarmful(int c) {
        return Character.isISOControl(c)
                || Character.getType(c) == Character.FORMAT
                || Character.getType(c) == Character.LINE_SEPARATOR
                || Character.getType(c) == Character.PARAGRAPH_SEPARATOR
                || Character.getType(c) == Character.SURROGATE;
    }
}

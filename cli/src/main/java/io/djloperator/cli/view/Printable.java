package io.djloperator.local.view;

/** Text that came from elsewhere, made safe for a terminal. */
final class Printable {
    private static final int MAX_LENGTH = 4096;

    private Printable() {}

    /** Without control characters, with which a message could change what the terminal shows. */
    static String of(String text) {
        var safe = text.codePoints()
                .map(c -> Character.isISOControl(c) && c != '\n' ? '?' : c)
                .limit(MAX_LENGTH)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append);
        return safe.toString();
    }
}

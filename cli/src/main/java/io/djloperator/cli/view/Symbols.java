package io.djloperator.cli.view;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The characters that a terminal can show. */
public record Symbols(
        boolean isUnicode,
        String done,
        String half,
        String todo,
        String passed,
        String failed,
        String atLeast,
        String atMost,
        String axis,
        String tick,
        String corner,
        String line,
        String ellipsis) {
    /** Of a terminal that shows Unicode. */
    public static final Symbols UNICODE = new Symbols(true, "━", "╸", "─", "✓", "✗", "≥", "≤", "│", "┤", "└", "─", "…");

    /** Of any terminal. */
    public static final Symbols ASCII =
            new Symbols(false, "=", ">", "-", "ok", "FAILED", ">=", "<=", "|", "|", "+", "-", "~");

    /** Unicode where the locale says so. */
    public static Symbols of(Map<String, String> environment) {
        return Stream.of("LC_ALL", "LC_CTYPE", "LANG")
                        .map(name -> environment.getOrDefault(name, ""))
                        .filter(value -> !value.isEmpty())
                        .findFirst()
                        .filter(value -> value.toUpperCase(Locale.ROOT).contains("UTF"))
                        .isPresent()
                ? UNICODE
                : ASCII;
    }
}

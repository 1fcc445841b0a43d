package io.djloperator.local.view;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The characters that a terminal can show. */
public record Symbols(
        String done, String half, String todo, String passed, String failed, String atLeast, String atMost) {
    static final Symbols UNICODE = new Symbols("━", "╸", "─", "✓", "✗", "≥", "≤");
    static final Symbols ASCII = new Symbols("=", ">", "-", "ok", "FAILED", ">=", "<=");

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

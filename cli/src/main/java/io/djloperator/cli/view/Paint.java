package io.djloperator.cli.view;

import java.util.Map;

/** Colours, or none. */
public enum Paint {
    /** With the terminal's own sixteen colours. */
    COLOURED,
    /** Without. */
    PLAIN;

    private static final String RESET = "\u001b[0m";

    /** Colours on a terminal, unless NO_COLOR (https://no-color.org) or TERM says otherwise. */
    public static Paint of(Map<String, String> environment, boolean isTerminal) {
        var refused = !environment.getOrDefault("NO_COLOR", "").isEmpty()
                || environment.getOrDefault("TERM", "dumb").equals("dumb");
        return isTerminal && !refused ? COLOURED : PLAIN;
    }

    String bold(String text) {
        return painted("\u001b[1m", text);
    }

    String dim(String text) {
        return painted("\u001b[2m", text);
    }

    String good(String text) {
        return painted("\u001b[32m", text);
    }

    String bad(String text) {
        return painted("\u001b[31m", text);
    }

    private String painted(String code, String text) {
        return this == PLAIN || text.isEmpty() ? text : code + text + RESET;
    }
}

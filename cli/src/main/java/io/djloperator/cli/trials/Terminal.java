package io.djloperator.cli.trials;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * The terminal that is written to.
 *
 * @param columns its width in characters; 0 where the output is no terminal
 * @param rows its height in lines; 0 where the output is no terminal
 */
record Terminal(int columns, int rows) {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,4}) (\\d{1,4})");
    private static final Terminal USUAL = new Terminal(80, 24);

    /** As it is now: people change the size of windows. The launcher tells whether there is one: Java cannot, before version 22. */
    static Terminal now() {
        if (!Boolean.getBoolean("djl.terminal")) {
            return new Terminal(0, 0);
        }
        try {
            var process = new ProcessBuilder("sh", "-c", "stty size </dev/tty 2>/dev/null").start();
            var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            process.waitFor(1, TimeUnit.SECONDS);
            return parse(text);
        } catch (IOException e) {
            return USUAL;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return USUAL;
        }
    }

    /** What {@code stty size} prints: rows and columns. */
    static Terminal parse(String size) {
        var match = SIZE.matcher(size);
        if (!match.matches()) {
            return USUAL;
        }
        var terminal = new Terminal(Integer.parseInt(match.group(2)), Integer.parseInt(match.group(1)));
        return terminal.columns() < 20 || terminal.rows() < 5 ? USUAL : terminal;
    }

    boolean isThere() {
        return columns > 0;
    }
}

package io.djloperator.local.view;

import io.djloperator.cli.view.Printable;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/** Where lines go: those that stay, and on a terminal below them those that are drawn over again. */
public final class Screen {
    private static final String UP_AND_CLEAR = "\u001b[1A\u001b[2K";

    private final PrintStream out;
    private final boolean redraws;
    private int drawn;

    /** @param redraws whether the output is a terminal that can go back up */
    public Screen(PrintStream out, boolean redraws) {
        this.out = out;
        this.redraws = redraws;
    }

    public static boolean canRedraw(Map<String, String> environment) {
        return System.console() != null
                && !environment.getOrDefault("TERM", "dumb").equals("dumb");
    }

    public boolean redraws() {
        return redraws;
    }

    /** A line that stays. */
    public synchronized void print(String line) {
        erase();
        out.println(Printable.of(line));
        out.flush();
    }

    /** Lines that the next call replaces; nothing where the output cannot go back. */
    public synchronized void draw(List<String> lines) {
        if (redraws) {
            erase();
            lines.forEach(line -> out.println(Printable.of(line)));
            drawn = lines.size();
            out.flush();
        }
    }

    private void erase() {
        out.print(UP_AND_CLEAR.repeat(drawn));
        drawn = 0;
    }
}

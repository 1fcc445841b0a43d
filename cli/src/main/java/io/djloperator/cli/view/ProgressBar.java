package io.djloperator.cli.view;

/** A bar that fills from left to right. */
public final class ProgressBar {
    private ProgressBar() {}

    /** @param fraction from 0 to 1 */
    public static String of(double fraction, int width, Symbols symbols) {
        var halves = (int) Math.round(Math.max(0, Math.min(1, fraction)) * width * 2);
        var full = halves / 2;
        var half = halves % 2;
        return symbols.done().repeat(full)
                + symbols.half().repeat(half)
                + symbols.todo().repeat(width - full - half);
    }
}

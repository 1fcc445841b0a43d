package io.djloperator.local.view;

/** A bar that fills from left to right. */
final class ProgressBar {
    private ProgressBar() {}

    /** @param fraction from 0 to 1 */
    static String of(double fraction, int width, Symbols symbols) {
        var halves = (int) Math.round(Math.max(0, Math.min(1, fraction)) * width * 2);
        var full = halves / 2;
        var half = halves % 2;
        return symbols.done().repeat(full)
                + symbols.half().repeat(half)
                + symbols.todo().repeat(width - full - half);
    }
}

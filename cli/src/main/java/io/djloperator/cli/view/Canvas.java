package io.djloperator.cli.view;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Dots in a grid of characters: 2 by 4 in each with Unicode's Braille patterns (U+2800, https://www.unicode.org/charts/PDF/U2800.pdf), else 1
 * by 2.
 */
final class Canvas {
    /** The bit of each dot of a Braille pattern, by row and column. */
    private static final int[][] BRAILLE = {{0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}};

    private final int columns;
    private final int rows;
    private final boolean isUnicode;
    private final int[] cells;

    Canvas(int columns, int rows, boolean isUnicode) {
        this.columns = columns;
        this.rows = rows;
        this.isUnicode = isUnicode;
        this.cells = new int[columns * rows];
    }

    int width() {
        return columns * dotsAcross();
    }

    int height() {
        return rows * dotsDown();
    }

    /** A dot: (0, 0) is the lowest on the left; outside of the grid nothing happens. */
    void dot(int x, int y) {
        if (x < 0 || x >= width() || y < 0 || y >= height()) {
            return;
        }
        var down = height() - 1 - y;
        var cell = down / dotsDown() * columns + x / dotsAcross();
        cells[cell] |= isUnicode ? BRAILLE[down % 4][x % 2] : 1 << down % 2;
    }

    /** A line of dots between two points. */
    void line(int fromX, int fromY, int toX, int toY) {
        var steps = Math.max(1, Math.max(Math.abs(toX - fromX), Math.abs(toY - fromY)));
        for (int i = 0; i <= steps; i++) {
            dot((int) Math.round(fromX + (double) i * (toX - fromX) / steps), (int)
                    Math.round(fromY + (double) i * (toY - fromY) / steps));
        }
    }

    /** The rows from top to bottom. */
    List<String> lines() {
        return IntStream.range(0, rows).mapToObj(this::row).toList();
    }

    private String row(int row) {
        var text = new StringBuilder();
        for (int column = 0; column < columns; column++) {
            var dots = cells[row * columns + column];
            text.append(isUnicode ? dots == 0 ? ' ' : (char) (0x2800 + dots) : " '.:".charAt(dots));
        }
        return text.toString().stripTrailing();
    }

    private int dotsAcross() {
        return isUnicode ? 2 : 1;
    }

    private int dotsDown() {
        return isUnicode ? 4 : 2;
    }
}

package io.djloperator.cli.view;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/** Points and lines between two axes. */
final class Plot {
    private static final int ROWS = 8;

    private final Layout layout;
    private final double minX;
    private final double maxX;
    private final double minY;
    private final double maxY;
    private final List<String> labels;
    private final Canvas canvas;

    /** @param range what is shown: dots outside of it are left out */
    Plot(Layout layout, double minX, double maxX, DoubleStream range) {
        var statistics = range.summaryStatistics();
        var padding =
                statistics.getMax() > statistics.getMin() ? 0 : Math.max(1e-3, Math.abs(statistics.getMax()) * 0.1);
        this.layout = layout;
        this.minX = minX;
        this.maxX = maxX > minX ? maxX : minX + 1;
        this.minY = statistics.getMin() - padding;
        this.maxY = statistics.getMax() + padding;
        this.labels = List.of(Numbers.rounded(maxY), Numbers.rounded((minY + maxY) / 2), Numbers.rounded(minY));
        this.canvas = new Canvas(
                Math.max(10, layout.plotColumns() - labelWidth() - 3),
                ROWS,
                layout.symbols().isUnicode());
    }

    void dot(double x, double y) {
        canvas.dot(column(x), row(y));
    }

    /** A line from each point to the next. */
    void line(List<Curve.Point> points) {
        for (int i = 0; i < points.size(); i++) {
            var from = points.get(Math.max(0, i - 1));
            var to = points.get(i);
            canvas.line(column(from.x()), row(from.y()), column(to.x()), row(to.y()));
        }
    }

    List<String> lines() {
        var symbols = layout.symbols();
        var rows = canvas.lines();
        var lines = new ArrayList<String>();
        for (int i = 0; i < ROWS; i++) {
            var label = i == 0 ? labels.get(0) : i == ROWS / 2 ? labels.get(1) : i == ROWS - 1 ? labels.get(2) : "";
            lines.add((" ".repeat(labelWidth() - label.length()) + label + " "
                            + (label.isEmpty() ? symbols.axis() : symbols.tick()) + rows.get(i))
                    .stripTrailing());
        }
        var indent = " ".repeat(labelWidth() + 1);
        var width = layout.symbols().isUnicode() ? canvas.width() / 2 : canvas.width();
        var from = Numbers.rounded(minX);
        var to = Numbers.rounded(maxX);
        lines.add(indent + symbols.corner() + symbols.line().repeat(width));
        lines.add(indent + " " + from + " ".repeat(Math.max(1, width - from.length() - to.length())) + to);
        return lines;
    }

    private int column(double x) {
        return (int) Math.round((x - minX) / (maxX - minX) * (canvas.width() - 1));
    }

    /** Values from outside lie outside of the canvas too, however far. */
    private int row(double y) {
        return (int) Math.round(Math.max(-1, Math.min(2, (y - minY) / (maxY - minY))) * (canvas.height() - 1));
    }

    private int labelWidth() {
        return labels.stream().mapToInt(String::length).max().orElse(0);
    }
}

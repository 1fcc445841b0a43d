package io.djloperator.cli.view;

import java.util.List;

/**
 * How a metric went.
 *
 * @param unit what is counted from left to right: epoch, step or trial
 */
public record Curve(String unit, List<Point> points) {
    /** Of a job that has reported nothing. */
    public static final Curve NONE = new Curve("epoch", List.of());

    /** One measurement. */
    public record Point(double x, double y) {}

    /** Copies the list. */
    public Curve {
        points = List.copyOf(points);
    }
}

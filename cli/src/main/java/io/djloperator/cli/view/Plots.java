package io.djloperator.cli.view;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** The best value so far, and how the best trial came to its. */
final class Plots {
    private Plots() {}

    /** A dot for each trial that has a value, in the order of their ends, and a line along the best so far; none for fewer than two. */
    static List<String> bestSoFar(SearchView view, Layout layout) {
        var goal = view.objective().goal();
        var ended = view.trials().stream()
                .filter(trial -> trial.ended() != null && trial.firstValue().isPresent())
                .sorted(Comparator.comparingInt(Trial::ended))
                .toList();
        var line = new ArrayList<Curve.Point>();
        var bestState = ended.stream().anyMatch(Trial::isComplete) ? "Completed" : "GateFailed";
        double least = Double.POSITIVE_INFINITY;
        for (var trial : ended) {
            var value = trial.firstValue().orElseThrow();
            if (trial.state().equals(bestState) && goal.loss(value) < least) {
                if (!line.isEmpty()) {
                    line.add(new Curve.Point(trial.ended(), goal.loss(least)));
                }
                least = goal.loss(value);
                line.add(new Curve.Point(trial.ended(), value));
            }
        }
        if (ended.size() < 2 || line.isEmpty()) {
            return List.of();
        }
        double last = ended.get(ended.size() - 1).ended();
        line.add(new Curve.Point(last, goal.loss(least)));
        var plot = new Plot(layout, 1, last, range(ended, line, goal.loss(1)));
        plot.line(line);
        ended.forEach(trial -> plot.dot(trial.ended(), trial.firstValue().orElseThrow()));
        return titled(layout, "best %s so far, by trials that have ended".formatted(metric(view)), plot.lines());
    }

    /** How the best trial's metric went; none where that is not kept. */
    static List<String> best(SearchView view, Layout layout) {
        var points = view.best().points();
        if (points.size() < 2 || view.status().best() == null) {
            return List.of();
        }
        var plot = new Plot(
                layout,
                points.get(0).x(),
                points.get(points.size() - 1).x(),
                points.stream().mapToDouble(Curve.Point::y));
        plot.line(points);
        return titled(
                layout,
                "trial %d: %s by %s"
                        .formatted(
                                view.status().best().trial(),
                                metric(view),
                                view.best().unit()),
                plot.lines());
    }

    /** From the best to the worse quarter: one trial that has diverged must not flatten all others. */
    private static DoubleStream range(List<Trial> trials, List<Curve.Point> line, double sign) {
        var losses = trials.stream()
                .mapToDouble(trial -> sign * trial.firstValue().orElseThrow())
                .sorted()
                .toArray();
        var quarter = sign * losses[(int) ((losses.length - 1) * 0.75)];
        return DoubleStream.concat(line.stream().mapToDouble(Curve.Point::y), DoubleStream.of(quarter));
    }

    private static String metric(SearchView view) {
        return Printable.line(view.objective().metric());
    }

    private static List<String> titled(Layout layout, String title, List<String> lines) {
        return Stream.concat(Stream.of(layout.paint().bold(layout.cut(title))), lines.stream())
                .toList();
    }
}

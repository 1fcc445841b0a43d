package io.djloperator.operator.report;

import io.djloperator.api.v1alpha1.TrainingJobStatus.MetricValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How each metric of a job went. Bounded: at most 200 points a metric, fewer where there are many metrics, so that the whole stays
 * below 512 KiB in a ConfigMap.
 *
 * @param metrics the points of each metric, in their order
 */
record Curve(Map<String, List<Point>> metrics) {
    static final int MOST_POINTS = 200;

    /** Names beyond these are left out: those that came first stay. */
    static final int MOST_METRICS = 64;

    /** All points together; one takes at most 60 bytes. */
    private static final int MOST_TOGETHER = 8000;

    static final Curve EMPTY = new Curve(Map.of());

    /**
     * One measurement.
     *
     * @param step null where only the epoch is known
     * @param epoch null where only the step is known
     * @param value a decimal
     */
    record Point(Long step, Integer epoch, String value) {
        /** Where it lies along the training; steps where both points have one. */
        long distanceTo(Point later) {
            if (step != null && later.step != null) {
                return later.step - step;
            }
            return epoch != null && later.epoch != null ? (long) later.epoch - epoch : 1;
        }
    }

    Curve {
        var copy = new LinkedHashMap<String, List<Point>>();
        metrics.forEach((name, points) -> copy.put(name, List.copyOf(points)));
        metrics = copy;
    }

    /** This curve with newer measurements, thinned. A measurement with neither step nor epoch has no place on a curve. */
    Curve with(List<MetricValue> measured) {
        var all = new LinkedHashMap<String, List<Point>>();
        metrics.forEach((name, points) -> all.put(name, new ArrayList<>(points)));
        for (var metric : measured) {
            var known = all.containsKey(metric.name());
            if ((known || all.size() < MOST_METRICS) && (metric.step() != null || metric.epoch() != null)) {
                append(
                        all.computeIfAbsent(metric.name(), name -> new ArrayList<>()),
                        new Point(metric.step(), metric.epoch(), metric.value()));
            }
        }
        var most = Math.min(MOST_POINTS, MOST_TOGETHER / Math.max(1, all.size()));
        all.replaceAll((name, points) -> CurveThinning.thin(points, most));
        return new Curve(all);
    }

    /** A training that goes on from a checkpoint measures some steps anew: what it had measured from there on is replaced. */
    private static void append(List<Point> points, Point next) {
        while (!points.isEmpty() && points.get(points.size() - 1).distanceTo(next) <= 0) {
            points.remove(points.size() - 1);
        }
        points.add(next);
    }

    int points() {
        return metrics.values().stream().mapToInt(List::size).sum();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Curve curve && metrics.equals(curve.metrics);
    }

    @Override
    public int hashCode() {
        return Objects.hash(metrics);
    }
}

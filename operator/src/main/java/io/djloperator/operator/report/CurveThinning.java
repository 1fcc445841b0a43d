package io.djloperator.operator.report;

import io.djloperator.operator.report.Curve.Point;
import java.util.ArrayList;
import java.util.List;

/** Makes a curve smaller and keeps it even. */
final class CurveThinning {
    private CurveThinning() {}

    /**
     * At most {@code most} of the points, in their order. One after another the interior point goes whose two neighbours lie closest
     * together, so the gap that it leaves is the least; the first and the last point stay. Of several such points the earliest goes.
     *
     * @param most at least 2
     */
    static List<Point> thin(List<Point> points, int most) {
        if (points.size() <= most) {
            return points;
        }
        var kept = new ArrayList<>(points);
        while (kept.size() > most) {
            kept.remove(leastMissed(kept));
        }
        return kept;
    }

    private static int leastMissed(List<Point> points) {
        var least = 1;
        for (var i = 2; i < points.size() - 1; i++) {
            if (gapWithout(points, i) < gapWithout(points, least)) {
                least = i;
            }
        }
        return least;
    }

    private static long gapWithout(List<Point> points, int i) {
        return points.get(i - 1).distanceTo(points.get(i + 1));
    }
}

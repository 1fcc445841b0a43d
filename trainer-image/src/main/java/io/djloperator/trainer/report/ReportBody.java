package io.djloperator.trainer.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How far a training is, as it is told to the operator.
 *
 * @param percent of the steps, from 0 to 100
 * @param remainingSeconds an estimate; null before there is one
 * @param checkpointStep the step of the newest checkpoint; null where there is none
 * @param resumedStep the step from which this process went on; null where it began at the beginning
 * @param metrics the newest, the most important first
 */
public record ReportBody(
        int epoch,
        int epochs,
        long step,
        int percent,
        Long remainingSeconds,
        Long checkpointStep,
        Long resumedStep,
        List<Point> metrics) {
    /** A metric where it was measured. */
    public record Point(String name, double value, long step, int epoch) {}

    public ReportBody {
        metrics = List.copyOf(metrics);
    }

    /** Without what is null, and without metrics that are no numbers, which JSON has no word for. */
    String json() {
        var members = new ArrayList<String>();
        members.add("\"epoch\":" + epoch);
        members.add("\"epochs\":" + epochs);
        members.add("\"step\":" + step);
        members.add("\"percent\":" + percent);
        add(members, "remainingSeconds", remainingSeconds);
        add(members, "checkpointStep", checkpointStep);
        add(members, "resumedStep", resumedStep);
        var points = metrics.stream()
                .filter(point -> Double.isFinite(point.value()))
                .map(ReportBody::json)
                .collect(Collectors.joining(","));
        if (!points.isEmpty()) { // an empty list would take away those that were reported before
            members.add("\"metrics\":[" + points + "]");
        }
        return "{" + String.join(",", members) + "}";
    }

    private static void add(List<String> members, String name, Long value) {
        if (value != null) {
            members.add("\"" + name + "\":" + value);
        }
    }

    // The names are our own: letters and slashes.
    private static String json(Point point) {
        return "{\"name\":\"" + point.name() + "\",\"value\":\"" + Decimals.text(point.value()) + "\",\"step\":"
                + point.step() + ",\"epoch\":" + point.epoch() + "}";
    }
}

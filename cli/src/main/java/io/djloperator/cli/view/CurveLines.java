package io.djloperator.cli.view;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;

/** The text of the ConfigMap {@code <job>-curve}: for each metric its points as {@code [step, epoch, value]}. */
public final class CurveLines {
    /** The key of the ConfigMap. */
    public static final String KEY = "curve.json";

    private static final ObjectMapper JSON = new ObjectMapper();

    private CurveLines() {}

    /** The name of the ConfigMap of a job. */
    public static String configMap(String job) {
        return job + "-curve";
    }

    /** The points of {@code metric}, by epoch where all have one, else by step; none where {@code text} is null or holds no such metric. */
    public static Curve parse(String text, String metric) {
        if (text == null) {
            return Curve.NONE;
        }
        try {
            var points = JSON.readTree(text).path(metric);
            var byEpoch = points(points, 1);
            return byEpoch.size() == points.size() ? new Curve("epoch", byEpoch) : new Curve("step", points(points, 0));
        } catch (JsonProcessingException e) {
            return Curve.NONE;
        }
    }

    private static List<Curve.Point> points(JsonNode array, int place) {
        var points = new ArrayList<Curve.Point>();
        for (var item : array) {
            var value = Numbers.parse(item.path(2).asText());
            if (item.path(place).isNumber() && value.isPresent()) {
                points.add(new Curve.Point(item.path(place).asDouble(), value.get()));
            }
        }
        return points;
    }
}

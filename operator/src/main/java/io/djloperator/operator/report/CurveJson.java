package io.djloperator.operator.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.djloperator.operator.report.Curve.Point;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/** The text of a curve: one JSON object, a line for each metric, each point as {@code [step, epoch, value]}. */
final class CurveJson {
    private static final ObjectReader READER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build()
            .reader();

    private CurveJson() {}

    static String write(Curve curve) {
        return curve.metrics().entrySet().stream()
                .map(metric -> "\"%s\": [%s]"
                        .formatted(
                                metric.getKey(),
                                metric.getValue().stream().map(CurveJson::point).collect(Collectors.joining(","))))
                .collect(Collectors.joining(",\n", "{\n", "\n}\n"));
    }

    private static String point(Point point) {
        return "[" + point.step() + "," + point.epoch() + "," + point.value() + "]";
    }

    /** Reads what {@link #write} has written; what does not look like it, because somebody has edited it, is left out. */
    static Curve read(String text) {
        JsonNode tree;
        try {
            tree = READER.readTree(text == null ? "" : text);
        } catch (JsonProcessingException e) {
            return Curve.EMPTY;
        }
        var metrics = new LinkedHashMap<String, List<Point>>();
        tree.properties().forEach(field -> {
            if (ReportParser.isName(field.getKey()) && metrics.size() < Curve.MOST_METRICS) {
                metrics.put(field.getKey(), points(field.getValue()));
            }
        });
        return new Curve(metrics);
    }

    private static List<Point> points(JsonNode array) {
        var points = new ArrayList<Point>();
        for (var item : array) {
            var value = Decimal.of(item.path(2));
            if (value.isPresent() && points.size() < Curve.MOST_POINTS) {
                points.add(new Point(
                        item.path(0).canConvertToLong() ? item.path(0).longValue() : null,
                        item.path(1).canConvertToInt() ? item.path(1).intValue() : null,
                        value.get()));
            }
        }
        return points;
    }
}

package io.djloperator.operator.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.djloperator.api.v1alpha1.TrainingJobStatus.MetricValue;
import io.djloperator.api.v1alpha1.TrainingJobStatus.Progress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Reads the body of a report: total, so that whatever comes in is a report or a sentence that names the field. */
final class ReportParser {
    /** The greatest integer that every JSON reader keeps exact. */
    private static final long MOST_STEPS = 1L << 53;

    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9._/-]{1,64}");
    private static final ObjectReader READER = reader();

    private ReportParser() {}

    /** @throws BadReport where {@code body} is no report; unknown fields are no error */
    static Report parse(byte[] body) throws BadReport {
        var tree = tree(body);
        if (!tree.isObject()) {
            throw new BadReport("the body is no JSON object");
        }
        var progress = new Progress(
                count(tree, "", "epoch"),
                count(tree, "", "epochs"),
                integer(tree, "", "step", MOST_STEPS),
                small(integer(tree, "", "percent", 100)),
                integer(tree, "", "remainingSeconds", MOST_STEPS),
                integer(tree, "", "checkpointStep", MOST_STEPS),
                integer(tree, "", "resumedStep", MOST_STEPS),
                null);
        var report = new Report(progress, metrics(tree, progress));
        if (!report.hasProgress() && report.metrics().isEmpty()) {
            throw new BadReport("the report says nothing: give at least one of epoch, epochs, step, percent,"
                    + " remainingSeconds, checkpointStep, resumedStep, metrics");
        }
        return report;
    }

    /** Whether {@code text} can name a metric. */
    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    private static JsonNode tree(byte[] body) throws BadReport {
        try {
            return READER.readTree(body);
        } catch (JsonProcessingException e) {
            throw new BadReport("the body is no JSON"); // Jackson's own words would repeat parts of the body
        } catch (IOException e) {
            throw new BadReport("the body cannot be read as UTF-8");
        }
    }

    private static List<MetricValue> metrics(JsonNode tree, Progress progress) throws BadReport {
        var array = tree.path("metrics");
        var metrics = new ArrayList<MetricValue>();
        if (absent(array)) {
            return metrics;
        }
        if (!array.isArray()) {
            throw new BadReport("metrics", "must be an array");
        }
        if (array.size() > Metrics.MOST) {
            throw new BadReport("metrics", "must have at most " + Metrics.MOST + " entries");
        }
        for (var item : array) {
            metrics.add(metric(item, "metrics[" + metrics.size() + "]", progress));
        }
        return metrics;
    }

    /** A metric without step or epoch was measured where the report stands. */
    private static MetricValue metric(JsonNode item, String at, Progress progress) throws BadReport {
        if (!item.isObject()) {
            throw new BadReport(at, "must be an object");
        }
        var name = item.path("name");
        if (!name.isTextual() || !isName(name.textValue())) {
            throw new BadReport(at + ".name", "must be 1 to 64 of the characters a-z A-Z 0-9 . _ / -");
        }
        var value = Decimal.of(item.path("value"))
                .orElseThrow(() -> new BadReport(at + ".value", "must be a finite number, or a string that holds one"));
        var step = integer(item, at + ".", "step", MOST_STEPS);
        var epoch = count(item, at + ".", "epoch");
        return new MetricValue(
                name.textValue(),
                null,
                value,
                step == null ? progress.step() : step,
                epoch == null ? progress.epoch() : epoch);
    }

    private static Integer count(JsonNode object, String at, String field) throws BadReport {
        return small(integer(object, at, field, Integer.MAX_VALUE));
    }

    private static Integer small(Long number) {
        return number == null ? null : Math.toIntExact(number);
    }

    /** Null where the field is absent. */
    private static Long integer(JsonNode object, String at, String field, long most) throws BadReport {
        var node = object.path(field);
        if (absent(node)) {
            return null;
        }
        if (!node.isIntegralNumber() || !node.canConvertToLong() || node.longValue() < 0 || node.longValue() > most) {
            throw new BadReport(at + field, "must be an integer from 0 to " + most);
        }
        return node.longValue();
    }

    private static boolean absent(JsonNode node) {
        return node.isMissingNode() || node.isNull();
    }

    private static ObjectReader reader() {
        var constraints = StreamReadConstraints.builder()
                .maxNestingDepth(16)
                .maxNumberLength(64)
                .build();
        var factory = JsonFactory.builder()
                .streamReadConstraints(constraints)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .build();
        return JsonMapper.builder(factory)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .build()
                .reader();
    }
}

package io.djloperator.operator.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.djloperator.api.v1alpha1.TrainingJobStatus.MetricValue;
import io.djloperator.api.v1alpha1.TrainingJobStatus.Progress;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReportParserTest {
    private static Report parse(String json) throws BadReport {
        return ReportParser.parse(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void wholeReportIsRead() throws BadReport {
        var report = parse("""
                {"epoch":3,"epochs":20,"step":1200,"percent":15,"remainingSeconds":40,"checkpointStep":1100,"resumedStep":900,
                 "metrics":[{"name":"validation/auc","value":0.853,"step":1200,"epoch":3}]}""");
        assertThat(report.progress()).isEqualTo(new Progress(3, 20, 1200L, 15, 40L, 1100L, 900L, null));
        assertThat(report.metrics()).containsExactly(new MetricValue("validation/auc", null, "0.853", 1200L, 3));
    }

    @Test
    void metricStandsWhereTheReportStands() throws BadReport {
        var report = parse(
                "{\"epoch\":3,\"step\":12,\"metrics\":[{\"name\":\"a\",\"value\":1},{\"name\":\"b\",\"value\":1,\"step\":7}]}");
        assertThat(report.metrics())
                .containsExactly(new MetricValue("a", null, "1", 12L, 3), new MetricValue("b", null, "1", 7L, 3));
    }

    @Test
    void unknownFieldsAndNullsAreNoError() throws BadReport {
        assertThat(parse("{\"epoch\":1,\"step\":null,\"mood\":{\"a\":[1]},\"metrics\":null}")
                        .progress()
                        .epoch())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0.853 | 0.853",
                "'\"0.8530\"' | 0.853",
                "'\"+1e-3\"' | 0.001",
                "100 | 100",
                "-0.0 | 0",
                "1e-400 | 0",
                "1.5e20 | 1.5E+20",
                "0.1234567890123456789 | 0.123456789012",
                "-1.7976931348623157e308 | -1.79769313486E+308"
            })
    void valueIsKeptAsADecimalThatFitsTheStatus(String json, String text) throws BadReport {
        var value = parse("{\"metrics\":[{\"name\":\"a\",\"value\":%s}]}".formatted(json))
                .metrics()
                .get(0)
                .value();
        assertThat(value).isEqualTo(text).hasSizeLessThanOrEqualTo(32);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"epoch\":-1} | epoch: must be an integer from 0 to 2147483647",
                "{\"epoch\":2147483648} | epoch: must be",
                "{\"epoch\":1.5} | epoch: must be",
                "{\"epochs\":\"3\"} | epochs: must be",
                "{\"step\":9007199254740993} | step: must be an integer from 0 to 9007199254740992",
                "{\"step\":1e3} | step: must be",
                "{\"percent\":101} | percent: must be an integer from 0 to 100",
                "{\"remainingSeconds\":true} | remainingSeconds: must be",
                "{\"checkpointStep\":[]} | checkpointStep: must be",
                "{\"resumedStep\":{}} | resumedStep: must be",
                "{\"metrics\":{}} | metrics: must be an array",
                "{\"metrics\":[1]} | metrics[0]: must be an object",
                "{\"metrics\":[{\"value\":1}]} | metrics[0].name: must be 1 to 64",
                "{\"metrics\":[{\"name\":\"a b\",\"value\":1}]} | metrics[0].name: must be 1 to 64",
                "{\"metrics\":[{\"name\":\"a\",\"value\":1},{\"name\":\"b\"}]} | metrics[1].value: must be a finite number",
                "{\"metrics\":[{\"name\":\"a\",\"value\":1e999}]} | metrics[0].value: must be a finite number",
                "{\"metrics\":[{\"name\":\"a\",\"value\":\"NaN\"}]} | metrics[0].value: must be a finite number",
                "{\"metrics\":[{\"name\":\"a\",\"value\":1,\"step\":-1}]} | metrics[0].step: must be",
                "{\"metrics\":[{\"name\":\"a\",\"value\":1,\"epoch\":0.5}]} | metrics[0].epoch: must be",
                "{} | the report says nothing",
                "{\"mood\":1} | the report says nothing",
                "{\"metrics\":[]} | the report says nothing",
                "[] | the body is no JSON object",
                "3 | the body is no JSON object"
            })
    void badFieldIsNamed(String json, String told) {
        assertThatThrownBy(() -> parse(json)).isInstanceOf(BadReport.class).hasMessageStartingWith(told);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{\"epoch\":NaN}",
                "{\"epoch\":1}{",
                "{\"epoch\":1} secret",
                "{\"epoch\":1,\"epoch\":2}",
                "{\"secret\":\u0001}",
                "{\"epoch\":01}"
            })
    void whatIsNoJsonIsNotRepeated(String body) {
        assertThatThrownBy(() -> parse(body))
                .isInstanceOf(BadReport.class)
                .hasMessageMatching("the body is no JSON( object)?");
    }

    @Test
    void deepAndLongBodiesAreRefused() {
        assertThatThrownBy(() -> parse("[".repeat(16_000))).isInstanceOf(BadReport.class);
        assertThatThrownBy(() -> parse("{\"step\":" + "9".repeat(10_000) + "}")).isInstanceOf(BadReport.class);
        var metrics = IntStream.range(0, 65)
                .mapToObj(i -> "{\"name\":\"m%d\",\"value\":1}".formatted(i))
                .collect(Collectors.joining(",", "{\"metrics\":[", "]}"));
        assertThatThrownBy(() -> parse(metrics)).hasMessage("metrics: must have at most 64 entries");
    }
}

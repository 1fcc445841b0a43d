package io.djloperator.trainer.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.djloperator.api.v1alpha1.TrainingJobStatus.GateResult;
import io.djloperator.api.v1alpha1.TrainingJobStatus.MetricValue;
import io.djloperator.api.v1alpha1.TrainingJobStatus.ModelPackage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TerminationMessageTest {
    private static final ModelPackage MODEL =
            new ModelPackage("pvc://models/hmda/3f9c2e41ab12", "sha256:" + "3".repeat(64), "3f9c2e41ab12", 219136L);

    @Test
    void itIsTheJsonThatTheOperatorReads() {
        var result = new Result(
                "Completed",
                "test/auc is 0.846",
                List.of(
                        new MetricValue("test/auc", null, "0.846"),
                        new MetricValue("test/demographicParityDifference", "afam", "0.08")),
                List.of(new GateResult("test/auc", null, "0.846", "0.78", null, true)),
                MODEL);
        assertThat(new String(TerminationMessage.render(result), StandardCharsets.UTF_8))
                .isEqualTo(
                        "{\"reason\":\"Completed\",\"message\":\"test/auc is 0.846\",\"metrics\":[{\"name\":\"test/auc\",\"value\":\"0.846\"},"
                                + "{\"name\":\"test/demographicParityDifference\",\"by\":\"afam\",\"value\":\"0.08\"}],"
                                + "\"gates\":[{\"metric\":\"test/auc\",\"value\":\"0.846\",\"min\":\"0.78\",\"passed\":true}],"
                                + "\"model\":{\"uri\":\"pvc://models/hmda/3f9c2e41ab12\",\"digest\":\"sha256:"
                                + "3".repeat(64)
                                + "\",\"version\":\"3f9c2e41ab12\",\"sizeBytes\":219136}}");
    }

    @Test
    void whatIsTooLongIsCutToFitAndStaysJson() throws Exception {
        var metrics = IntStream.range(0, 60)
                .mapToObj(i -> new MetricValue("test/demographicParityDifference", "ünïcode" + i, "0.5"))
                .toList();
        var gates = IntStream.range(0, 16)
                .mapToObj(i -> new GateResult("test/auc", null, "0.5", "0.4", null, true))
                .toList();
        byte[] bytes = TerminationMessage.render(new Result("DataError", "\"😀".repeat(3000), metrics, gates, MODEL));
        assertThat(bytes.length).isLessThanOrEqualTo(4096);
        var read = new ObjectMapper().readValue(bytes, Result.class);
        assertThat(read.gates()).hasSize(16);
        assertThat(read.model()).isEqualTo(MODEL);
        assertThat(read.message()).endsWith("…").doesNotContain("\uFFFD");
    }

    @Test
    void theMostImportantMetricsStay() throws Exception {
        var metrics = IntStream.range(0, 80)
                .mapToObj(i -> new MetricValue("test/metric" + i + "x".repeat(30), null, "0.5"))
                .toList();
        byte[] bytes = TerminationMessage.render(new Result("Completed", "m".repeat(2000), metrics, List.of(), MODEL));
        var read = new ObjectMapper().readValue(bytes, Result.class);
        assertThat(read.message()).hasSize(1024);
        assertThat(read.metrics())
                .isNotEmpty()
                .isEqualTo(metrics.subList(0, read.metrics().size()));
        assertThat(bytes.length).isBetween(3900, 4096);
    }

    @Test
    void valuesArePlainDecimals() {
        assertThat(Decimals.text(0.8460000001)).isEqualTo("0.846");
        assertThat(Decimals.text(1e-9)).isEqualTo("0");
        assertThat(Decimals.text(12000000)).isEqualTo("12000000");
        assertThat(Decimals.text(-0.12345678)).isEqualTo("-0.123457");
    }
}

package io.djloperator.trainer.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
    private static final String LINE =
            "epoch 14/20  train/loss 0.2931  validation/loss 0.3012  validation/auc 0.8530  0.41 s";

    @Test
    void aLineIsReadBackAsItWasWritten() {
        var metrics = new LinkedHashMap<String, Double>();
        metrics.put("train/loss", 0.2931);
        metrics.put("validation/loss", 0.3012);
        metrics.put("validation/auc", 0.853);
        var line = new ProgressLine(14, 20, metrics, 0.41);
        assertThat(line.text()).isEqualTo(LINE);
        assertThat(ProgressLine.parse(LINE)).contains(line);
    }

    @Test
    void fewerDigitsAndBigNumbersAreReadToo() {
        assertThat(ProgressLine.parse("epoch 1/2  train/loss 3  validation/loss 1.5000e+09  12.00 s")
                        .orElseThrow()
                        .metrics())
                .containsEntry("train/loss", 3.0)
                .containsEntry("validation/loss", 1.5e9);
    }

    @Test
    void anythingElseIsNoProgress() {
        for (var line : List.of(
                "",
                "epoch",
                "epoch 1/2",
                "data  10 rows",
                "epoch x/2  a/b 1  1.00 s",
                "epoch 1/2  a/b zero  1.00 s",
                "epoch 1/2  a/b 1" + "  a/b 1".repeat(1000) + "  1.00 s")) {
            assertThat(ProgressLine.parse(line)).as(line).isEmpty();
        }
    }
}

package io.djloperator.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import io.djloperator.api.v1alpha1.TrainingJobStatus.MetricValue;
import io.djloperator.trainer.report.ExitCode;
import io.djloperator.trainer.report.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HmdaTest {
    @TempDir
    Path folder;

    private Result run(String job) throws Exception {
        var file = Files.writeString(folder.resolve("job.yaml"), job);
        return Commands.run(folder, List.of(file, HmdaData.CONFIG_MAP)).result();
    }

    private double meanAuc(String tabular) throws Exception {
        var aucs = new ArrayList<Double>();
        for (int seed = 0; seed < 5; seed++) {
            var first = run(HmdaData.job(tabular, seed, "")).metrics().get(0);
            assertThat(first.name()).isEqualTo("test/auc");
            aucs.add(Double.valueOf(first.value()));
        }
        System.out.println("test/auc of split seeds 0 to 4, " + tabular.replaceAll("\\s+", " ") + ": " + aucs);
        return aucs.stream().mapToDouble(auc -> auc).average().orElseThrow();
    }

    @Test
    void theMeanAucOfFiveSplitsIsThatOfAGoodModel() throws Exception {
        assertThat(meanAuc("sensitive: [afam]")).isGreaterThan(0.80);
    }

    @Test
    void theMeanAucIsGoodWithoutTheColumnThatNearlyGivesTheAnswerAway() throws Exception {
        assertThat(meanAuc("sensitive: [afam]\n      exclude: [insurance]")).isGreaterThan(0.77);
    }

    @Test
    void metricsAndGatesAreReportedInOrder() throws Exception {
        var result = run(
                HmdaData.job(
                        "sensitive: [afam]",
                        42,
                        "{metric: test/auc, min: \"0.76\"}, {metric: test/demographicParityDifference, by: afam, max: \"0.20\"}"));
        assertThat(result.reason()).isEqualTo("Completed");
        assertThat(result.metrics())
                .extracting(MetricValue::name)
                .startsWith(
                        "test/auc",
                        "test/averagePrecision",
                        "test/f1",
                        "test/demographicParityDifference",
                        "test/loss",
                        "validation/auc");
        assertThat(result.gates()).extracting("passed").containsExactly(true, true);
        assertThat(result.model().uri())
                .isEqualTo("pvc://models/hmda/" + result.model().version());
        assertThat(folder.resolve("volume/hmda")
                        .resolve(result.model().version())
                        .resolve("model-card.html"))
                .isNotEmptyFile();
    }

    @Test
    void aGateThatIsNotPassedEndsTheJobWithItsOwnCodeAndTheModelStays() throws Exception {
        var job = Files.writeString(
                folder.resolve("job.yaml"), HmdaData.job("sensitive: [afam]", 1, "{metric: test/auc, min: \"0.99\"}"));
        var ended = Commands.run(folder, List.of(job, HmdaData.CONFIG_MAP));
        assertThat(ended.exitCode()).isEqualTo(ExitCode.GATE_FAILED.number());
        assertThat(ended.result().message()).matches("test/auc is 0\\.\\d+, less than 0\\.99");
        assertThat(ended.result().model()).isNotNull();
    }
}

package io.djloperator.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.djloperator.api.v1alpha1.Evaluation.Gate;
import io.djloperator.trainer.report.ExitCode;
import io.djloperator.trainer.report.Failure;
import java.util.List;
import org.junit.jupiter.api.Test;

class GatesTest {
    private final List<Measured> measured = List.of(
            new Measured("test/auc", null, 0.7799999),
            new Measured("test/demographicParityDifference", "sex", 0.05),
            new Measured("test/demographicParityDifference", "race", 0.25));

    @Test
    void theShownValueIsTheJudgedOne() {
        var result = Gates.judge(List.of(new Gate("test/auc", null, "0.78", null)), measured)
                .get(0);
        assertThat(result.value()).isEqualTo("0.78");
        assertThat(result.passed()).isTrue();
    }

    @Test
    void eachColumnIsJudgedByItself() {
        var results = Gates.judge(
                List.of(
                        new Gate("test/demographicParityDifference", "sex", null, "0.1"),
                        new Gate("test/demographicParityDifference", "race", null, "0.1"),
                        new Gate("test/auc", null, "0.9", "1")),
                measured);
        assertThat(results).extracting("passed").containsExactly(true, false, false);
        assertThat(Gates.failures(results))
                .isEqualTo(
                        "test/demographicParityDifference (race) is 0.25, more than 0.1; test/auc is 0.78, less than 0.9");
    }

    @Test
    void aMetricThatThePartDoesNotDefineIsAnErrorOfTheData() {
        assertThatThrownBy(() -> Gates.judge(List.of(new Gate("test/f1", null, "0.5", null)), measured))
                .isInstanceOfSatisfying(
                        Failure.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.DATA_ERROR))
                .hasMessageContaining("spec.evaluation.gates[0].metric: 'test/f1'");
    }
}

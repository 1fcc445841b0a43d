package io.djloperator.operator.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.djloperator.api.v1alpha1.TrainingJob;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HasteTest {
    private static final String TRIAL = "labels: {djl-operator.io/search: s}";
    private static final String THIRD_EPOCH = """
            {"epoch":3,"metrics":[{"name":"loss","value":1}]}""";

    private static Duration rest(String metadata, String stopping, String status, String report) throws BadReport {
        var job = Serialization.unmarshal("""
                apiVersion: djl-operator.io/v1alpha1
                kind: TrainingJob
                metadata: {name: churn, %s}
                spec: {container: {image: a}%s}
                %s
                """.formatted(metadata, stopping, status), TrainingJob.class);
        return Haste.rest(job, ReportParser.parse(report.getBytes(StandardCharsets.UTF_8)), Limits.USUAL);
    }

    private static String known(int epoch) {
        return "status: {metrics: [{name: loss, value: \"1\", epoch: %d}]}".formatted(epoch);
    }

    @Test
    void jobThatNobodyJudgesIsWrittenRarely() throws BadReport {
        assertThat(rest("labels: {team: a}", "", "", THIRD_EPOCH)).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void jobWithARuleAndTrialOfASearchAreWrittenOften() throws BadReport {
        var rule = ", stopping: {threshold: {metric: loss, max: \"9\"}}";
        assertThat(rest("uid: a", rule, known(3), THIRD_EPOCH)).isEqualTo(Duration.ofSeconds(1));
        assertThat(rest(TRIAL, "", known(3), THIRD_EPOCH)).isEqualTo(Duration.ofSeconds(1));
        assertThat(rest(TRIAL, "", "", "{\"epoch\":4}"))
                .as("an epoch without a value says nothing to a rule")
                .isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void valueOfAnotherEpochIsWrittenAtOnce() throws BadReport {
        assertThat(rest(TRIAL, "", "", THIRD_EPOCH)).isEqualTo(Duration.ofMillis(250));
        assertThat(rest(TRIAL, "", known(2), THIRD_EPOCH)).isEqualTo(Duration.ofMillis(250));
        assertThat(rest(TRIAL, "", known(4), THIRD_EPOCH)).as("begun anew").isEqualTo(Duration.ofMillis(250));
    }
}

package io.djloperator.operator.trainingjob;

import static org.assertj.core.api.Assertions.assertThat;

import io.djloperator.api.v1alpha1.TrainingJob;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;

/** Which changes are worth a reconciliation: with hundreds of jobs that report, not each. */
class ReconcilerFilterTest {
    private final ReconcilerFilter filter = new ReconcilerFilter();

    private static TrainingJob job(int generation, String annotations, double loss, int epoch) {
        return Serialization.unmarshal("""
                apiVersion: djl-operator.io/v1alpha1
                kind: TrainingJob
                metadata: {name: churn, generation: %d, annotations: {%s}}
                spec:
                  container: {image: a}
                  stopping:
                    patience: {metric: loss, goal: minimize, epochs: 3}
                    threshold: {metric: loss, max: "2"}
                status:
                  best: {name: loss, value: "0.5", epoch: 1}
                  metrics: [{name: loss, value: "%s", epoch: %d}]
                """.formatted(generation, annotations, loss, epoch), TrainingJob.class);
    }

    @Test
    void newSpecIsNews() {
        assertThat(filter.accept(job(2, "", 0.6, 2), job(1, "", 0.6, 2))).isTrue();
    }

    @Test
    void annotationThatStopsIsNewsAndAnyOtherIsNot() {
        var before = job(1, "", 0.6, 2);
        assertThat(filter.accept(job(1, "djl-operator.io/stop: enough", 0.6, 2), before))
                .isTrue();
        assertThat(filter.accept(job(1, "a/b: c", 0.6, 2), before)).isFalse();
    }

    @Test
    void reportIsNewsOnlyWhereItChangesTheJudgement() {
        var before = job(1, "", 0.6, 2);
        assertThat(filter.accept(job(1, "", 0.6, 2), before)).isFalse();
        assertThat(filter.accept(job(1, "", 0.7, 3), before)).isFalse();
        assertThat(filter.accept(job(1, "", 0.4, 3), before))
                .as("a better value")
                .isTrue();
        assertThat(filter.accept(job(1, "", 2.1, 3), before))
                .as("the threshold")
                .isTrue();
        assertThat(filter.accept(job(1, "", 0.6, 4), before)).as("the patience").isTrue();
    }

    @Test
    void deletionIsNews() {
        var deleted = job(1, "", 0.6, 2);
        deleted.getMetadata().setDeletionTimestamp("2026-01-01T00:00:00Z");
        assertThat(filter.accept(deleted, job(1, "", 0.6, 2))).isTrue();
    }
}

package io.djloperator.operator.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.djloperator.api.v1alpha1.Condition;
import io.djloperator.api.v1alpha1.TrainingJob;
import io.djloperator.api.v1alpha1.TrainingJobStatus;
import io.djloperator.api.v1alpha1.TrainingJobStatus.MetricValue;
import io.djloperator.api.v1alpha1.TrainingJobStatus.Progress;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReportTest {
    static MetricValue metric(String name, String value, long step) {
        return new MetricValue(name, null, value, step, null);
    }

    static Report report(Integer epoch, MetricValue... metrics) {
        return new Report(new Progress(epoch, null, null, null, null, null, null, null), List.of(metrics));
    }

    @Test
    void laterReportReplacesProgressAsAWholeAndMetricsByName() {
        var first = new Report(
                new Progress(1, 9, 10L, null, null, null, 900L, "t1"),
                List.of(metric("loss", "2", 1), metric("auc", "0.5", 1)));
        var both = first.then(report(2, metric("loss", "1", 2)));
        assertThat(both.progress()).isEqualTo(new Progress(2, null, null, null, null, null, null, null));
        assertThat(both.metrics()).containsExactly(metric("loss", "1", 2), metric("auc", "0.5", 1));
    }

    @Test
    void reportOfMetricsAloneLeavesProgress() {
        assertThat(report(1)
                        .then(report(null, metric("loss", "1", 2)))
                        .progress()
                        .epoch())
                .isEqualTo(1);
        assertThat(report(null, metric("loss", "1", 2)).at("now").hasProgress()).isFalse();
    }

    @Test
    void metricsBeyondWhatAStatusHoldsPushOutThoseNoLongerReported() {
        var former =
                IntStream.range(0, 64).mapToObj(i -> metric("m" + i, "1", 1)).toList();
        var merged = Metrics.merge(former, List.of(metric("m0", "2", 2), metric("new", "3", 2)));
        assertThat(merged).hasSize(64).startsWith(metric("m0", "2", 2)).endsWith(metric("new", "3", 2));
        assertThat(merged).doesNotContain(metric("m1", "1", 1)).contains(metric("m2", "1", 1));
    }

    @Test
    void patchHoldsAllThatWasReportedAndTheVersionItStandsOn() {
        var cached = new TrainingJob();
        cached.setMetadata(new ObjectMetaBuilder()
                .withName("churn")
                .withNamespace("test")
                .withUid("u1")
                .withResourceVersion("42")
                .withLabels(java.util.Map.of("a", "b"))
                .build());
        cached.setStatus(new TrainingJobStatus(
                3L,
                List.of(new Condition("Succeeded", "Unknown", "Running", "", "t", 3L)),
                "t0",
                null,
                1,
                0,
                "churn-0",
                null,
                null,
                new Progress(1, 9, null, null, null, null, null, "t1"),
                List.of(metric("loss", "2", 1)),
                null,
                null));
        var patch = StatusPatch.of(cached, report(null, metric("auc", "0.5", 3)));
        assertThat(Serialization.asYaml(patch)).isEqualTo("""
                ---
                apiVersion: "djl-operator.io/v1alpha1"
                kind: "TrainingJob"
                metadata:
                  name: "churn"
                  namespace: "test"
                  resourceVersion: "42"
                  uid: "u1"
                status:
                  progress:
                    epoch: 1
                    epochs: 9
                    time: "t1"
                  metrics:
                  - name: "loss"
                    value: "2"
                    step: 1
                  - name: "auc"
                    value: "0.5"
                    step: 3
                """);
    }

    @Test
    void jobHasEndedOnceItsOutcomeIsKnownOrItIsBeingDeleted() {
        assertThat(ReportedJob.hasEnded(job(null, null))).isFalse();
        assertThat(ReportedJob.hasEnded(job("Unknown", null))).isFalse();
        assertThat(ReportedJob.hasEnded(job("True", null))).isTrue();
        assertThat(ReportedJob.hasEnded(job("False", null))).isTrue();
        assertThat(ReportedJob.hasEnded(job("Unknown", "2026-01-01T00:00:00Z"))).isTrue();
    }

    private static TrainingJob job(String succeeded, String deleted) {
        var job = new TrainingJob();
        job.setMetadata(new ObjectMetaBuilder().withDeletionTimestamp(deleted).build());
        if (succeeded != null) {
            job.setStatus(new TrainingJobStatus(
                    null,
                    List.of(new Condition("Succeeded", succeeded, "X", "", null, null)),
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null));
        }
        return job;
    }
}

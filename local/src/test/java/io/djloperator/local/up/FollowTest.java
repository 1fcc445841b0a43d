package io.djloperator.local.up;

import static org.assertj.core.api.Assertions.assertThat;

import io.djloperator.api.v1alpha1.TrainingJob;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FollowTest {
    @Test
    void aTrialIsNoJobOfItsOwn() {
        var jobs = List.of(
                job("tune", Map.of()), job("tune-1", Map.of("djl-operator.io/search", "tune")), job("other", null));
        assertThat(Follow.withoutTrials(jobs))
                .extracting(job -> job.getMetadata().getName())
                .containsExactly("tune", "other");
    }

    private static TrainingJob job(String name, Map<String, String> labels) {
        var job = new TrainingJob();
        job.setMetadata(
                new ObjectMetaBuilder().withName(name).withLabels(labels).build());
        return job;
    }
}

package io.djloperator.operator.trainingjob;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.djloperator.api.v1alpha1.TrainingJob;
import io.djloperator.operator.kube.PodAllowList;
import io.djloperator.operator.kube.RestrictedRules;
import io.djloperator.operator.kube.ServedApis;
import io.djloperator.operator.profile.EffectiveJob;
import io.djloperator.operator.profile.ProfileSet;
import io.djloperator.operator.profile.Resolution;
import io.djloperator.operator.runtime.ReportAccess;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Specs and profiles that nobody wrote: each is refused in words or becomes a pod that keeps every rule, and nothing is thrown. */
class TrainerMutationTest {
    private static final int SPECS = 1000;
    private static final KubernetesSerialization SERIALIZATION = new KubernetesSerialization();
    private static final Optional<ReportAccess> REPORT =
            Optional.of(new ReportAccess("https://report.example/v1/reports", "PEM"));

    @Test
    void mutatedSpecsAreRefusedInWordsOrKeepEveryRule() throws IOException {
        var mutations = new SpecMutations(20_260_101);
        int unreadable = 0;
        int refused = 0;
        int rendered = 0;
        for (int i = 0; i < SPECS; i++) {
            var mutated = mutations.job();
            var profiles = ProfileSet.of(Map.of("gpu-small", mutations.sometimesMutatedProfile()));
            var job = parse(mutated);
            if (job.isEmpty()) {
                unreadable++; // the API server's schema refuses these
            } else if (profiles.resolve(job.get(), "example/trainer:1") instanceof Resolution.Ready ready) {
                keepsEveryRule(mutated, ready.job());
                rendered++;
            } else {
                refused++;
            }
        }
        System.out.printf(
                "%d mutated specs: %d unreadable, %d refused, %d rendered%n", SPECS, unreadable, refused, rendered);
        assertThat(rendered).as("rendered").isGreaterThan(SPECS / 5);
        assertThat(refused).as("refused").isGreaterThan(SPECS / 5);
    }

    private static void keepsEveryRule(JsonNode spec, EffectiveJob effective) {
        var first = TrainerJob.of(effective, Attempt.FIRST, REPORT, ServedApis.NONE);
        for (var job : List.of(first, TrainerJob.next(first, effective.job(), new Attempt(2, 1)))) {
            var pod = job.getSpec().getTemplate().getSpec();
            assertThat(PodAllowList.TRAINING.problem(pod)).as(spec.toString()).isEmpty();
            assertThat(RestrictedRules.violations(pod)).as(spec.toString()).isEmpty();
            assertThat(job.getMetadata().getNamespace())
                    .isEqualTo(effective.job().getMetadata().getNamespace());
        }
        HasMetadata service = TrainerService.of(effective.job());
        assertThat(service.getMetadata().getNamespace())
                .isEqualTo(effective.job().getMetadata().getNamespace());
        assertThat(Frozen.spec(first).withSuspend(effective.job().getSpec().suspend()))
                .isEqualTo(effective.job().getSpec());
    }

    private static Optional<TrainingJob> parse(JsonNode tree) {
        try {
            var job = SERIALIZATION.convertValue(tree, TrainingJob.class);
            return job.getSpec() == null ? Optional.empty() : Optional.of(job);
        } catch (RuntimeException schema) {
            return Optional.empty();
        }
    }
}

package io.djloperator.local.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatus;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobPlanTest {
    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

    @Test
    void aNewJobGetsOnePod() {
        var plan = JobPlan.of(job(), List.of(), NOW);
        assertThat(plan.create()).singleElement().satisfies(pod -> {
            assertThat(pod.getMetadata().getName()).isEqualTo("train-01234");
            assertThat(pod.getMetadata().getLabels()).containsEntry("batch.kubernetes.io/job-name", "train");
        });
        assertThat(plan.status().getStartTime()).isEqualTo("2026-11-24T10:00:00Z");
    }

    @Test
    void aJobWithARunningPodGetsNoSecondOne() {
        var plan = JobPlan.of(job(), List.of(pod("Running", 0)), NOW);
        assertThat(plan.create()).isEmpty();
        assertThat(plan.status().getActive()).isEqualTo(1);
    }

    @Test
    void aSucceededPodCompletesTheJob() {
        var plan = JobPlan.of(job(), List.of(pod("Succeeded", 0)), NOW);
        assertThat(conditions(plan.status()))
                .containsExactly("SuccessCriteriaMet CompletionsReached", "Complete CompletionsReached");
        assertThat(plan.status().getCompletionTime()).isEqualTo("2026-11-24T10:00:00Z");
    }

    @Test
    void anExitCodeOfTheFailurePolicyFailsTheJobAtOnce() {
        var plan = JobPlan.of(job(), List.of(pod("Failed", 12)), NOW);
        assertThat(conditions(plan.status()))
                .containsExactly("FailureTarget PodFailurePolicy", "Failed PodFailurePolicy");
        assertThat(plan.status().getConditions().get(1).getMessage())
                .isEqualTo(
                        "Container trainer for pod default/p failed with exit code 12 matching FailJob rule at index 0");
    }

    @Test
    void anotherExitCodeIsRetriedAfterAWhile() {
        var failed = pod("Failed", 1);
        assertThat(JobPlan.of(job(), List.of(failed), NOW).create()).isEmpty();
        var later = JobPlan.of(job(), List.of(failed), NOW.plusSeconds(3));
        assertThat(later.create()).hasSize(1);
        assertThat(later.status().getFailed()).isEqualTo(1);
    }

    @Test
    void moreFailuresThanTheLimitFailTheJob() {
        var plan =
                JobPlan.of(job(), List.of(pod("Failed", 1), pod("Failed", 1), pod("Failed", 1)), NOW.plusSeconds(60));
        assertThat(conditions(plan.status()))
                .containsExactly("FailureTarget BackoffLimitExceeded", "Failed BackoffLimitExceeded");
    }

    @Test
    void suspensionDeletesTheRunningPodAndResumptionStartsAnother() {
        var suspended =
                new JobBuilder(job()).editSpec().withSuspend(true).endSpec().build();
        var plan = JobPlan.of(suspended, List.of(pod("Running", 0)), NOW);
        assertThat(plan.delete()).hasSize(1);
        assertThat(conditions(plan.status())).containsExactly("Suspended JobSuspended");

        var resumed = new JobBuilder(job()).withStatus(plan.status()).build();
        var next = JobPlan.of(resumed, List.of(), NOW);
        assertThat(next.create()).hasSize(1);
        assertThat(conditions(next.status())).containsExactly("Suspended JobResumed");
    }

    @Test
    void aFinishedJobNeverGetsAPodAgain() {
        var done = new JobBuilder(job())
                .withStatus(JobPlan.of(job(), List.of(pod("Succeeded", 0)), NOW).status())
                .build();
        assertThat(JobPlan.of(done, List.of(), NOW.plusSeconds(100)).create()).isEmpty();
    }

    private static List<String> conditions(JobStatus status) {
        return status.getConditions().stream()
                .map((JobCondition c) -> c.getType() + " " + c.getReason())
                .toList();
    }

    private static Job job() {
        return new JobBuilder()
                .withNewMetadata()
                .withName("train")
                .withNamespace("default")
                .withUid("1234-5678")
                .endMetadata()
                .withNewSpec()
                .withBackoffLimit(2)
                .withNewPodFailurePolicy()
                .addNewRule()
                .withAction("FailJob")
                .withNewOnExitCodes()
                .withContainerName("trainer")
                .withOperator("In")
                .withValues(10, 11, 12)
                .endOnExitCodes()
                .endRule()
                .endPodFailurePolicy()
                .withNewTemplate()
                .withNewSpec()
                .withRestartPolicy("Never")
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
    }

    private static Pod pod(String phase, int exitCode) {
        return new PodBuilder()
                .withNewMetadata()
                .withName("p")
                .withNamespace("default")
                .endMetadata()
                .withNewStatus()
                .withPhase(phase)
                .addNewContainerStatus()
                .withName("trainer")
                .withNewState()
                .withNewTerminated()
                .withExitCode(exitCode)
                .withFinishedAt("2026-11-24T10:00:00Z")
                .endTerminated()
                .endState()
                .endContainerStatus()
                .endStatus()
                .build();
    }
}

package io.djloperator.local.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeploymentPlanTest {
    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

    @Test
    void aNewDeploymentGetsAllItsPods() {
        assertThat(DeploymentPlan.of(deployment(2), List.of(), NOW).create())
                .hasSize(2)
                .doesNotHaveDuplicates();
    }

    @Test
    void anUpdateStartsOneNewPodBeforeItTakesAnOldOneAway() {
        var plan = DeploymentPlan.of(deployment(2), List.of(old("a", true), old("b", true)), NOW);
        assertThat(plan.create()).hasSize(1);
        assertThat(plan.delete()).isEmpty();
    }

    @Test
    void anOldPodGoesOnceTheNewOneIsReady() {
        var plan = DeploymentPlan.of(deployment(2), List.of(old("a", true), old("b", true), current("c", true)), NOW);
        assertThat(plan.delete()).hasSize(1);
        assertThat(plan.create()).isEmpty();
    }

    @Test
    void anOldPodThatServesNothingGoesAtOnce() {
        var plan = DeploymentPlan.of(deployment(2), List.of(old("a", true), old("b", false), current("c", false)), NOW);
        assertThat(plan.delete()).extracting(pod -> pod.getMetadata().getName()).containsExactly("b");
    }

    @Test
    void fewerReplicasTakeAwayThoseThatServeNothingFirst() {
        var plan = DeploymentPlan.of(deployment(1), List.of(current("a", true), current("b", false)), NOW);
        assertThat(plan.delete()).extracting(pod -> pod.getMetadata().getName()).containsExactly("b");
    }

    @Test
    void theStatusSaysWhenAllIsOut() {
        var status = DeploymentPlan.of(deployment(1), List.of(current("a", true)), NOW)
                .status();
        assertThat(status.getUpdatedReplicas()).isEqualTo(1);
        assertThat(status.getAvailableReplicas()).isEqualTo(1);
        assertThat(status.getConditions())
                .extracting(c -> c.getType() + " " + c.getStatus() + " " + c.getReason())
                .containsExactly("Available True MinimumReplicasAvailable", "Progressing True NewReplicaSetAvailable");
    }

    @Test
    void noProgressWithinTheDeadlineIsSaidSo() {
        var waiting = List.of(current("a", false));
        var first = DeploymentPlan.of(deployment(1), waiting, NOW).status();
        var before = new DeploymentBuilder(deployment(1)).withStatus(first).build();
        var late = DeploymentPlan.of(before, waiting, NOW.plusSeconds(601)).status();
        assertThat(late.getConditions().get(1).getReason()).isEqualTo("ProgressDeadlineExceeded");
    }

    private static Deployment deployment(int replicas) {
        return new DeploymentBuilder()
                .withNewMetadata()
                .withName("hmda")
                .withNamespace("default")
                .withUid("abcd-1")
                .withGeneration(1L)
                .endMetadata()
                .withNewSpec()
                .withReplicas(replicas)
                .withNewStrategy()
                .withNewRollingUpdate()
                .withMaxSurge(new IntOrString(1))
                .withMaxUnavailable(new IntOrString(0))
                .endRollingUpdate()
                .endStrategy()
                .withNewTemplate()
                .withNewSpec()
                .addNewContainer()
                .withName("server")
                .withImage("i")
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
    }

    private static Pod current(String name, boolean ready) {
        return pod(name, DeploymentPlan.hash(deployment(1)), ready);
    }

    private static Pod old(String name, boolean ready) {
        return pod(name, "other", ready);
    }

    private static Pod pod(String name, String hash, boolean ready) {
        return new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .addToLabels(DeploymentPlan.HASH_LABEL, hash)
                .endMetadata()
                .withNewStatus()
                .withPhase("Running")
                .addNewCondition()
                .withType("Ready")
                .withStatus(ready ? "True" : "False")
                .endCondition()
                .endStatus()
                .build();
    }
}

package io.djloperator.operator.trainingjob;

import static io.djloperator.operator.golden.GoldenFolder.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.djloperator.api.v1alpha1.TrainingJob;
import io.djloperator.operator.golden.GoldenFolder;
import io.djloperator.operator.golden.TestSettings;
import io.djloperator.operator.kube.Action;
import io.djloperator.operator.kube.Refusal;
import io.djloperator.operator.kube.ServedApis;
import io.djloperator.operator.profile.ProfileSet;
import io.djloperator.operator.profile.Resolution;
import io.djloperator.operator.runtime.ReportAccess;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class TrainingPlanTest {
    private static final ReportAccess REPORT = new ReportAccess("https://reports.example/v1/reports", "PEM");

    @TestFactory
    Stream<DynamicTest> everyCase() {
        return GoldenFolder.of("trainingjob").stream()
                .map(golden -> DynamicTest.dynamicTest(golden.name(), () -> decide(golden)));
    }

    @Test
    void refusedDeletionDoesNotForgetWhatWasDecided() {
        var golden = GoldenFolder.of("trainingjob").stream()
                .filter(folder -> folder.name().equals("active-deadline-decided"))
                .findFirst()
                .orElseThrow();
        var status = plan(golden)
                .status(golden.input(TrainingJob.class), Optional.of(new Refusal("ChildRefused", "no right")), NOW);
        assertThat(status.conditions().get(0).reason()).isEqualTo("ActiveDeadlineExceeded");
    }

    @Test
    void queueWithoutKueueIsToldApartFromOneThatIsSlow() {
        var golden = GoldenFolder.of("trainingjob").stream()
                .filter(folder -> folder.name().equals("queue-not-seen-by-kueue"))
                .findFirst()
                .orElseThrow();
        assertThat(plan(golden, false).outcome().orElseThrow().message())
                .startsWith("in queue 'team-a': this cluster does not serve kueue.x-k8s.io")
                .contains("install Kueue");
        assertThat(plan(golden, true).outcome().orElseThrow().message()).contains("has not seen the job yet");
    }

    @Test
    void resultThatTheApiServerRefusesIsLeftOutAndAContainerHasStillCompleted() {
        var golden = GoldenFolder.of("trainingjob").stream()
                .filter(folder -> folder.name().equals("completed"))
                .findFirst()
                .orElseThrow();
        var job = golden.input(TrainingJob.class);
        var plan = plan(golden);
        assertThat(plan.hasResult()).isTrue();
        var bare = plan.withoutResult(job, "status.model: Invalid value");
        assertThat(bare.hasResult()).isFalse();
        assertThat(bare.outcome().orElseThrow().state()).isEqualTo(TrainingState.RESULT_LOST);
        assertThat(plan.outcome().orElseThrow().withoutResult(false, "x").state())
                .isEqualTo(TrainingState.COMPLETED);
    }

    /** What a Job of ours holds, so that no case has to spell it; one that brings annotations for its pods has lost it. */
    private static void freeze(Job child, Resolution resolution) {
        var rendered = TrainerJob.of(
                ((Resolution.Ready) resolution).job(),
                Attempt.FIRST,
                Optional.of(REPORT),
                new ServedApis(child.getSpec().getCompletions() != null));
        var annotations = new HashMap<>(rendered.getMetadata().getAnnotations());
        Optional.ofNullable(child.getMetadata().getAnnotations()).ifPresent(annotations::putAll);
        child.getMetadata().setAnnotations(annotations);
        var template = child.getSpec().getTemplate();
        var isLost = template != null
                && template.getMetadata() != null
                && !template.getMetadata().getAnnotations().isEmpty();
        if (!isLost) {
            child.getSpec().setTemplate(rendered.getSpec().getTemplate());
        }
    }

    private static void decide(GoldenFolder golden) {
        var job = golden.input(TrainingJob.class);
        var plan = plan(golden);
        var status = plan.status(job, Optional.empty(), NOW);
        var actions = new ArrayList<>(plan.actions());
        TrainingNews.of(job, status).map(Action.Publish::new).ifPresent(actions::add);
        golden.verify(actions, status);
    }

    private static TrainingPlan plan(GoldenFolder golden) {
        return plan(golden, true);
    }

    private static TrainingPlan plan(GoldenFolder golden, boolean isKueueInstalled) {
        var job = golden.input(TrainingJob.class);
        var profiles =
                golden.firstObserved(ConfigMap.class).map(ConfigMap::getData).orElse(Map.of());
        var resolution = ProfileSet.of(profiles).resolve(job, new TestSettings().trainerImage());
        var observed = new TrainingObservation(
                Optional.of(resolution),
                golden.observed(Job.class).stream()
                        .peek(child -> freeze(child, resolution))
                        .toList(),
                golden.observed(Pod.class),
                golden.observed(Event.class),
                isKueueInstalled,
                golden.observedOther("Workload").map(QueueState::new));
        return TrainingPlan.of(
                job,
                observed,
                new Surroundings(
                        Optional.of(REPORT), new ServedApis(job.getSpec().nodes() != null)),
                NOW);
    }
}

package io.djloperator.operator.trainingjob;

import static io.djloperator.operator.golden.GoldenFolder.NOW;

import io.djloperator.api.v1alpha1.TrainingJob;
import io.djloperator.operator.golden.GoldenFolder;
import io.djloperator.operator.golden.TestSettings;
import io.djloperator.operator.kube.Action;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import java.util.ArrayList;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class TrainingPlanTest {
    @TestFactory
    Stream<DynamicTest> everyCase() {
        return GoldenFolder.of("trainingjob").stream()
                .map(golden -> DynamicTest.dynamicTest(golden.name(), () -> decide(golden)));
    }

    private static void decide(GoldenFolder golden) {
        var job = golden.input(TrainingJob.class);
        var observed = new TrainingObservation(
                golden.firstObserved(Job.class), golden.observed(Pod.class), golden.observed(Event.class));
        var plan = TrainingPlan.of(job, observed, new TestSettings(), NOW);
        var status = plan.status(job, Optional.empty(), NOW);
        var actions = new ArrayList<>(plan.actions());
        TrainingPlan.notice(job, status).map(Action.Publish::new).ifPresent(actions::add);
        golden.verify(actions, status);
    }
}

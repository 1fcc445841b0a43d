package io.djloperator.operator.modeldeployment;

import static io.djloperator.operator.golden.GoldenFolder.NOW;

import io.djloperator.api.v1alpha1.ModelDeployment;
import io.djloperator.api.v1alpha1.TrainingJob;
import io.djloperator.operator.golden.GoldenFolder;
import io.djloperator.operator.golden.TestSettings;
import io.djloperator.operator.kube.Action;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.ArrayList;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ServingPlanTest {
    @TestFactory
    Stream<DynamicTest> everyCase() {
        return GoldenFolder.of("modeldeployment").stream()
                .map(golden -> DynamicTest.dynamicTest(golden.name(), () -> decide(golden)));
    }

    private static void decide(GoldenFolder golden) {
        var deployment = golden.input(ModelDeployment.class);
        var observed = new ServingObservation(
                golden.firstObserved(TrainingJob.class),
                golden.firstObserved(Deployment.class),
                golden.firstObserved(Service.class),
                golden.firstObserved(PodDisruptionBudget.class),
                golden.observed(Pod.class),
                golden.observed(Event.class));
        var plan = ServingPlan.of(deployment, observed, new TestSettings());
        var status = plan.status(deployment, observed, Optional.empty(), NOW);
        var actions = new ArrayList<>(plan.actions());
        ServingPlan.notice(deployment, status).map(Action.Publish::new).ifPresent(actions::add);
        golden.verify(actions, status);
    }
}

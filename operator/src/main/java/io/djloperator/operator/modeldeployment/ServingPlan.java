package io.djloperator.operator.modeldeployment;

import io.djloperator.api.v1alpha1.Condition;
import io.djloperator.api.v1alpha1.ModelDeployment;
import io.djloperator.api.v1alpha1.ModelDeploymentStatus;
import io.djloperator.api.v1alpha1.ModelDeploymentStatus.ServedModel;
import io.djloperator.operator.kube.Accelerators;
import io.djloperator.operator.kube.Action;
import io.djloperator.operator.kube.Conditions;
import io.djloperator.operator.kube.Drift;
import io.djloperator.operator.kube.Notice;
import io.djloperator.operator.kube.Refusal;
import io.djloperator.operator.runtime.Settings;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What to do next for one deployment. Pure: spec, observation and clock in, actions and status out.
 *
 * @param actions writes to children: only of those that differ from what is rendered
 * @param choice the model that the children are rendered for
 * @param problem why the spec cannot be honoured
 */
record ServingPlan(List<Action> actions, ModelChoice choice, Optional<String> problem) {
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(15);

    static ServingPlan of(ModelDeployment deployment, ServingObservation observed, Settings settings) {
        var choice = ModelChoice.of(deployment, observed.source());
        var problem = Accelerators.problem(deployment.getSpec().resources());
        var actions = problem.isPresent()
                ? List.<Action>of()
                : choice.model()
                        .map(model -> keep(deployment, observed, model, settings))
                        .orElse(List.of());
        return new ServingPlan(actions, choice, problem);
    }

    private static List<Action> keep(
            ModelDeployment deployment, ServingObservation observed, ServedModel model, Settings settings) {
        return Stream.of(
                        keep(ServingService.of(deployment), observed.service()),
                        keep(ServingDisruptionBudget.of(deployment), observed.disruptionBudget()),
                        keep(ServingDeployment.of(deployment, model, settings), observed.deployment()))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Action> keep(HasMetadata rendered, Optional<? extends HasMetadata> stored) {
        if (stored.isEmpty()) {
            return Optional.of(new Action.Make(rendered));
        }
        return Drift.between(rendered, stored.get())
                ? Optional.of(new Action.Restore(Drift.restored(rendered, stored.get())))
                : Optional.empty();
    }

    /** The status after the actions; {@code refusal} is what the API server had against one of them. */
    ModelDeploymentStatus status(
            ModelDeployment deployment, ServingObservation observed, Optional<Refusal> refusal, Instant now) {
        return ServingStatuses.of(deployment, observed, this, refusal, now);
    }

    /** Pods that do not come up make no event of the Deployment: only looking tells why. */
    static Optional<Duration> wakeUpAfter(ModelDeploymentStatus status) {
        var ready = Conditions.find(status.conditions(), ServingStatuses.READY).orElseThrow();
        return ready.status().equals("True") || status.model() == null ? Optional.empty() : Optional.of(LOOK_AGAIN);
    }

    /** What a user must know of the step from the former status to {@code next}: each new reason once. */
    static Optional<Notice> notice(ModelDeployment deployment, ModelDeploymentStatus next) {
        var former = deployment.getStatus() == null
                ? List.<Condition>of()
                : deployment.getStatus().conditions();
        var before = Conditions.find(former, ServingStatuses.READY);
        var after = Conditions.find(next.conditions(), ServingStatuses.READY).orElseThrow();
        if (before.filter(c -> c.reason().equals(after.reason())).isPresent()) {
            return Optional.empty();
        }
        var stalled = Conditions.find(next.conditions(), Conditions.STALLED).isPresent();
        return Optional.of(new Notice(stalled, after.reason(), after.message()));
    }
}

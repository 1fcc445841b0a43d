package io.djloperator.operator.modeldeployment;

import io.djloperator.api.v1alpha1.Condition;
import io.djloperator.api.v1alpha1.ModelDeployment;
import io.djloperator.api.v1alpha1.ModelDeploymentStatus;
import io.djloperator.api.v1alpha1.ModelDeploymentStatus.ServedModel;
import io.djloperator.operator.kube.Conditions;
import io.djloperator.operator.kube.Labels;
import io.djloperator.operator.kube.PodTrouble;
import io.djloperator.operator.kube.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The status of a ModelDeployment, from what was planned and seen. */
final class ServingStatuses {
    static final String READY = "Ready";
    static final String AVAILABLE = "Available";

    private ServingStatuses() {}

    /** The summary: whether the newest spec and model are fully out, and if not, why. */
    private record Readiness(boolean ready, String reason, String message, boolean stalled) {}

    static ModelDeploymentStatus of(
            ModelDeployment deployment,
            ServingObservation observed,
            ServingPlan plan,
            Optional<Refusal> refusal,
            Instant now) {
        var generation = deployment.getMetadata().getGeneration();
        var rollout = observed.deployment().map(Rollout::of);
        var available = rollout.map(Rollout::available).orElse(0);
        var readiness = readiness(observed, plan, refusal, rollout);
        var conditions = Conditions.after(former(deployment), generation, now)
                .with(READY, readiness.ready() ? "True" : "False", readiness.reason(), readiness.message())
                .with(
                        AVAILABLE,
                        available > 0 ? "True" : "False",
                        available > 0 ? "PodsServe" : "NoPodServes",
                        available > 0 ? pods(available, "answers", "answer") : "no pod answers")
                .onlyIf(
                        !readiness.ready() && !readiness.stalled(),
                        Conditions.RECONCILING,
                        readiness.reason(),
                        readiness.message())
                .onlyIf(readiness.stalled(), Conditions.STALLED, readiness.reason(), readiness.message())
                .list();
        return new ModelDeploymentStatus(
                generation,
                conditions,
                plan.choice().model().map(model -> ServingNames.url(deployment)).orElse(null),
                rollout.map(Rollout::existing).orElse(0),
                available,
                selector(deployment),
                plan.choice().model().orElse(null));
    }

    private static Readiness readiness(
            ServingObservation observed, ServingPlan plan, Optional<Refusal> refusal, Optional<Rollout> rollout) {
        if (plan.problem().isPresent()) {
            return new Readiness(false, "InvalidSpec", plan.problem().get(), true);
        }
        if (refusal.isPresent()) {
            return new Readiness(
                    false,
                    refusal.get().reason(),
                    refusal.get().message(),
                    refusal.get().reason().equals(Refusal.NAME_TAKEN));
        }
        if (plan.choice().waiting().isPresent()) {
            var waiting = plan.choice().waiting().get();
            return new Readiness(false, waiting.reason(), waiting.message(), waiting.stalled());
        }
        // Children that are about to be written say nothing of the newest spec yet.
        if (rollout.isEmpty() || !plan.actions().isEmpty()) {
            return new Readiness(false, "Progressing", "the newest revision is being rolled out", false);
        }
        return of(rollout.get(), observed, plan.choice().model().orElseThrow());
    }

    private static Readiness of(Rollout rollout, ServingObservation observed, ServedModel model) {
        if (rollout.isComplete()) {
            var message = pods(rollout.wanted(), "serves", "serve") + " model " + model.version();
            return new Readiness(true, rollout.wanted() == 0 ? "ScaledToZero" : "Serving", message, false);
        }
        var refused = FetchRefusal.of(observed.pods(), model.digest());
        if (refused.isPresent()) {
            var field = model.trainingJob() == null ? "spec.model: " : "";
            return new Readiness(false, FetchRefusal.REASON, field + refused.get(), true);
        }
        var progress = "pods: %d wanted, %d of the newest revision, %d answering"
                .formatted(rollout.wanted(), rollout.updated(), rollout.available());
        var trouble = PodTrouble.among(observed.pods(), observed.warnings());
        if (trouble.isPresent()) {
            var message = progress + "; " + trouble.get().message();
            return new Readiness(
                    false, trouble.get().reason(), message, rollout.overdue().isPresent());
        }
        return rollout.overdue()
                .map(words -> new Readiness(false, "ProgressDeadlineExceeded", words, true))
                .orElseGet(() -> new Readiness(false, "Progressing", progress, false));
    }

    private static String pods(int count, String one, String many) {
        return count == 1 ? "1 pod " + one : count + " pods " + many;
    }

    private static String selector(ModelDeployment deployment) {
        return Labels.selector(deployment).entrySet().stream()
                .map((Map.Entry<String, String> label) -> label.getKey() + "=" + label.getValue())
                .collect(Collectors.joining(","));
    }

    private static List<Condition> former(ModelDeployment deployment) {
        return deployment.getStatus() == null
                ? List.of()
                : deployment.getStatus().conditions();
    }
}

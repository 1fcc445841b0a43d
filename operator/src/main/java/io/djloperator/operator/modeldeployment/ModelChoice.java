package io.djloperator.operator.modeldeployment;

import io.djloperator.api.v1alpha1.Condition;
import io.djloperator.api.v1alpha1.ModelDeployment;
import io.djloperator.api.v1alpha1.ModelDeploymentStatus.ServedModel;
import io.djloperator.api.v1alpha1.TrainingJob;
import io.djloperator.api.v1alpha1.TrainingJobStatus.ModelPackage;
import io.djloperator.operator.kube.Conditions;
import io.djloperator.operator.kube.PackageRules;
import java.util.Optional;

/**
 * Which model to serve.
 *
 * @param model the model; empty where there is none yet
 * @param waiting why the model that the spec asks for is not (or no longer) to be had; a former model is served meanwhile
 */
record ModelChoice(Optional<ServedModel> model, Optional<Waiting> waiting) {
    /** What is waited for; {@code stalled}: in vain, unless somebody changes something. */
    record Waiting(String reason, String message, boolean stalled) {}

    static ModelChoice of(ModelDeployment deployment, Optional<TrainingJob> source) {
        var model = deployment.getSpec().model();
        if (model.uri() != null) {
            var version = model.sha256().substring(0, 12);
            return chosen(new ServedModel(model.uri(), "sha256:" + model.sha256(), version, null));
        }
        var name = model.fromTrainingJob().name();
        var former = former(deployment);
        if (source.isEmpty()) {
            // A job that was removed after its model went out takes nothing away.
            return former.filter(m -> name.equals(m.trainingJob())).isPresent()
                    ? new ModelChoice(former, Optional.empty())
                    : wait(
                            former,
                            "TrainingJobNotFound",
                            "TrainingJob \"%s\" does not exist in this namespace: create it, or correct spec.model.fromTrainingJob.name"
                                    .formatted(name),
                            false);
        }
        return from(source.get(), former);
    }

    private static ModelChoice from(TrainingJob source, Optional<ServedModel> former) {
        var name = source.getMetadata().getName();
        var status = source.getStatus();
        var succeeded =
                status == null ? Optional.<Condition>empty() : Conditions.find(status.conditions(), "Succeeded");
        return switch (succeeded.map(Condition::status).orElse("Unknown")) {
            case "True" -> completed(name, Optional.ofNullable(status.model()), former);
            case "False" ->
                wait(
                        former,
                        "TrainingJobFailed",
                        "TrainingJob \"%s\" ended with %s: %s"
                                .formatted(
                                        name,
                                        succeeded.get().reason(),
                                        succeeded.get().message()),
                        true);
            default ->
                wait(
                        former,
                        "WaitingForModel",
                        "TrainingJob \"%s\" has not ended yet: %s"
                                .formatted(
                                        name, succeeded.map(Condition::reason).orElse("not started")),
                        false);
        };
    }

    /** A container of the user's need hand over no model, and whoever may write a status may write anything. */
    private static ModelChoice completed(String name, Optional<ModelPackage> model, Optional<ServedModel> former) {
        var problem = model.map(PackageRules::problem)
                .orElse(Optional.of("it has none: a container must hand one over at its end, see docs/jobs.md"));
        return problem.map(words -> wait(
                        former,
                        "ModelUnusable",
                        "the model of TrainingJob \"%s\" cannot be served: %s".formatted(name, words),
                        true))
                .orElseGet(() -> chosen(new ServedModel(
                        model.get().uri(), model.get().digest(), model.get().version(), name)));
    }

    private static Optional<ServedModel> former(ModelDeployment deployment) {
        return Optional.ofNullable(deployment.getStatus()).map(status -> status.model());
    }

    private static ModelChoice chosen(ServedModel model) {
        return new ModelChoice(Optional.of(model), Optional.empty());
    }

    private static ModelChoice wait(Optional<ServedModel> former, String reason, String message, boolean stalled) {
        return new ModelChoice(former, Optional.of(new Waiting(reason, message, stalled)));
    }
}

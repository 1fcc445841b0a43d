package io.djloperator.operator.modeldeployment;

import io.djloperator.api.v1alpha1.ModelDeployment;
import io.djloperator.api.v1alpha1.TrainingJob;
import io.djloperator.operator.kube.Children;
import io.djloperator.operator.kube.Pods;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.util.List;
import java.util.Optional;

/**
 * What was seen around a ModelDeployment.
 *
 * @param source the TrainingJob that it follows
 * @param pods its pods, newest first; read only while the Deployment is not fully out
 * @param warnings Events about the newest pod
 */
record ServingObservation(
        Optional<TrainingJob> source,
        Optional<Deployment> deployment,
        Optional<Service> service,
        Optional<PodDisruptionBudget> disruptionBudget,
        List<Pod> pods,
        List<Event> warnings) {

    static ServingObservation of(ModelDeployment owner, Context<ModelDeployment> context) {
        var deployment = child(Deployment.class, owner, context);
        var isOut = deployment.isEmpty() || Rollout.of(deployment.get()).isComplete();
        var pods = isOut ? List.<Pod>of() : Pods.of(owner, context.getClient());
        return new ServingObservation(
                context.getSecondaryResource(TrainingJob.class),
                deployment,
                child(Service.class, owner, context),
                child(PodDisruptionBudget.class, owner, context),
                pods,
                pods.isEmpty() ? List.of() : Pods.warnings(pods.get(0), context.getClient()));
    }

    private static <T extends HasMetadata> Optional<T> child(
            Class<T> type, ModelDeployment owner, Context<ModelDeployment> context) {
        return context.getSecondaryResource(type).filter(found -> Children.belongs(found, owner));
    }
}

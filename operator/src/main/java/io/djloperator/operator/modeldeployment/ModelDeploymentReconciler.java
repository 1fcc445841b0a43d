package io.djloperator.operator.modeldeployment;

import io.djloperator.api.v1alpha1.ModelDeployment;
import io.djloperator.api.v1alpha1.ModelDeploymentStatus;
import io.djloperator.api.v1alpha1.TrainingJob;
import io.djloperator.operator.kube.Action;
import io.djloperator.operator.kube.Apply;
import io.djloperator.operator.kube.Labels;
import io.djloperator.operator.kube.StatusUpdate;
import io.djloperator.operator.runtime.LogContext;
import io.djloperator.operator.runtime.Settings;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.MaxReconciliationInterval;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Keeps a Deployment, a Service and a disruption budget for the model that a ModelDeployment asks for or follows. */
@ControllerConfiguration(
        name = ModelDeploymentReconciler.NAME,
        maxReconciliationInterval = @MaxReconciliationInterval(interval = 10, timeUnit = TimeUnit.MINUTES))
@GradualRetry(maxAttempts = -1, initialInterval = 1000, maxInterval = 60000)
public class ModelDeploymentReconciler implements Reconciler<ModelDeployment> {
    static final String NAME = "modeldeployment";
    private static final String BY_TRAINING_JOB = "by-training-job";

    private final Settings settings;
    private final Clock clock;

    /** With what the platform team has set, and the clock that every decision is told. */
    public ModelDeploymentReconciler(Settings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public UpdateControl<ModelDeployment> reconcile(ModelDeployment deployment, Context<ModelDeployment> context) {
        LogContext.forgetEvent();
        var now = clock.instant();
        var observed = ServingObservation.of(deployment, context);
        var plan = ServingPlan.of(deployment, observed, settings);
        var refusal = Apply.all(plan.actions(), deployment, context, now);
        var status = plan.status(deployment, observed, refusal, now);
        var control = StatusUpdate.of(
                deployment, deployment.getStatus(), fresh(status), ServingPlan.wakeUpAfter(status), context);
        ServingPlan.notice(deployment, status)
                .ifPresent(notice -> Apply.all(List.of(new Action.Publish(notice)), deployment, context, now));
        return control;
    }

    private static ModelDeployment fresh(ModelDeploymentStatus status) {
        var deployment = new ModelDeployment();
        deployment.setStatus(status);
        return deployment;
    }

    @Override
    public List<EventSource<?, ModelDeployment>> prepareEventSources(EventSourceContext<ModelDeployment> context) {
        context.getPrimaryCache()
                .addIndexer(
                        BY_TRAINING_JOB,
                        deployment -> source(deployment).stream()
                                .map(job -> key(job.getNamespace().orElse(""), job.getName()))
                                .toList());
        return List.of(
                children(Deployment.class, context),
                children(Service.class, context),
                children(PodDisruptionBudget.class, context),
                trainingJobs(context));
    }

    private static <T extends HasMetadata> EventSource<T, ModelDeployment> children(
            Class<T> type, EventSourceContext<ModelDeployment> context) {
        return new InformerEventSource<>(
                InformerEventSourceConfiguration.from(type, ModelDeployment.class)
                        .withLabelSelector(Labels.MODEL_DEPLOYMENT)
                        .build(),
                context);
    }

    /** Many deployments may follow one job: the index finds them without a walk over all. */
    private static EventSource<TrainingJob, ModelDeployment> trainingJobs(EventSourceContext<ModelDeployment> context) {
        var primaries = context.getPrimaryCache();
        return new InformerEventSource<>(
                InformerEventSourceConfiguration.from(TrainingJob.class, ModelDeployment.class)
                        .withSecondaryToPrimaryMapper(job -> primaries
                                .byIndex(
                                        BY_TRAINING_JOB,
                                        key(
                                                job.getMetadata().getNamespace(),
                                                job.getMetadata().getName()))
                                .stream()
                                .map(ResourceID::fromResource)
                                .collect(Collectors.toSet()))
                        .withPrimaryToSecondaryMapper(ModelDeploymentReconciler::source)
                        .build(),
                context);
    }

    private static Set<ResourceID> source(ModelDeployment deployment) {
        var from = deployment.getSpec().model().fromTrainingJob();
        return from == null
                ? Set.of()
                : Set.of(new ResourceID(from.name(), deployment.getMetadata().getNamespace()));
    }

    private static String key(String namespace, String name) {
        return namespace + "/" + name;
    }
}

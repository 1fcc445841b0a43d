package io.djloperator.operator.trainingjob;

import io.djloperator.api.v1alpha1.TrainingJob;
import io.djloperator.api.v1alpha1.TrainingJobStatus;
import io.djloperator.operator.kube.Action;
import io.djloperator.operator.kube.Apply;
import io.djloperator.operator.kube.Labels;
import io.djloperator.operator.kube.StatusUpdate;
import io.djloperator.operator.runtime.Settings;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.MaxReconciliationInterval;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Turns a TrainingJob into one Job, and the Job's end into a status. */
@ControllerConfiguration(
        name = TrainingJobReconciler.NAME,
        maxReconciliationInterval = @MaxReconciliationInterval(interval = 10, timeUnit = TimeUnit.MINUTES))
@GradualRetry(maxAttempts = -1, initialInterval = 1000, maxInterval = 60000)
public class TrainingJobReconciler implements Reconciler<TrainingJob> {
    static final String NAME = "trainingjob";

    private final Settings settings;
    private final Clock clock;

    /** With what the platform team has set, and the clock that every decision is told. */
    public TrainingJobReconciler(Settings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public UpdateControl<TrainingJob> reconcile(TrainingJob job, Context<TrainingJob> context) {
        var now = clock.instant();
        var observed = TrainingObservation.of(job, context, now);
        var plan = TrainingPlan.of(job, observed, settings, now);
        var refusal = Apply.all(plan.actions(), job, context, now);
        var status = plan.status(job, refusal, now);
        TrainingPlan.notice(job, status)
                .ifPresent(notice -> Apply.all(List.of(new Action.Publish(notice)), job, context, now));
        return StatusUpdate.of(job, fresh(status), plan.wakeUpAfter(refusal), context);
    }

    private static TrainingJob fresh(TrainingJobStatus status) {
        var job = new TrainingJob();
        job.setStatus(status);
        return job;
    }

    @Override
    public List<EventSource<?, TrainingJob>> prepareEventSources(EventSourceContext<TrainingJob> context) {
        return List.of(new InformerEventSource<>(
                InformerEventSourceConfiguration.from(Job.class, TrainingJob.class)
                        .withLabelSelector(Labels.TRAINING_JOB)
                        .build(),
                context));
    }
}

package io.djloperator.operator.trainingjob;

import io.djloperator.api.v1alpha1.TrainingJob;
import io.djloperator.api.v1alpha1.TrainingJobStatus;
import io.djloperator.operator.kube.Action;
import io.djloperator.operator.kube.Apply;
import io.djloperator.operator.kube.Labels;
import io.djloperator.operator.kube.Looks;
import io.djloperator.operator.kube.Refusal;
import io.djloperator.operator.kube.ServedApis;
import io.djloperator.operator.kube.StatusUpdate;
import io.djloperator.operator.kube.SubReconciler;
import io.djloperator.operator.kube.TrainingJobCache;
import io.djloperator.operator.kube.Workloads;
import io.djloperator.operator.profile.Profiles;
import io.djloperator.operator.runtime.LogContext;
import io.djloperator.operator.runtime.ReportAddress;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
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
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Turns a TrainingJob into one Job, and the Job's end into a status; hands searches over. */
@ControllerConfiguration(
        name = TrainingJobReconciler.NAME,
        generationAwareEventProcessing = false, // annotations and what is judged of the status have no generation
        informer = @Informer(onUpdateFilter = ReconcilerFilter.class),
        maxReconciliationInterval = @MaxReconciliationInterval(interval = 10, timeUnit = TimeUnit.MINUTES))
@GradualRetry(maxAttempts = -1, initialInterval = 1000, maxInterval = 60000)
public class TrainingJobReconciler implements Reconciler<TrainingJob> {
    static final String NAME = "trainingjob";

    private static final Logger LOG = Logger.getLogger(TrainingJobReconciler.class);

    private final Profiles profiles;
    private final ReportAddress reports;
    private final TrainingJobCache cache;
    private final SubReconciler<TrainingJob> searches;
    private final Workloads workloads;
    private final Clock clock;
    private final Looks looks = new Looks();
    private ServedApis served = ServedApis.NONE;

    /**
     * With the platform team's profiles, where pods report, who else reads the watches, who reconciles searches, and the clock that every decision is
     * told.
     */
    public TrainingJobReconciler(
            Profiles profiles,
            ReportAddress reports,
            TrainingJobCache cache,
            SubReconciler<TrainingJob> searches,
            KubernetesClient client,
            Clock clock) {
        this.profiles = profiles;
        this.reports = reports;
        this.cache = cache;
        this.searches = searches;
        this.workloads = new Workloads(client);
        this.clock = clock;
    }

    @Override
    public UpdateControl<TrainingJob> reconcile(TrainingJob job, Context<TrainingJob> context) {
        LogContext.forgetEvent();
        var now = clock.instant();
        if (isManagedElsewhere(job)) {
            return UpdateControl.noUpdate();
        }
        if (searches.isFor(job)) {
            return searches.reconcile(job, context);
        }
        var observed = TrainingObservation.of(job, context, profiles, workloads, now);
        var plan = TrainingPlan.of(job, observed, new Surroundings(reports.access(), served), now);
        var refusal = Apply.all(plan.actions(), job, context, now);
        return written(job, plan, refusal, context, now);
    }

    /** One write of the status, and an Event of what it says once it stands. */
    private UpdateControl<TrainingJob> written(
            TrainingJob job, TrainingPlan plan, Optional<Refusal> refusal, Context<TrainingJob> context, Instant now) {
        var status = plan.status(job, refusal, now);
        var next = earliest(plan.wakeUpAfter(), plan.lookAfter(refusal).map(wish -> looks.after(wish, now)));
        UpdateControl<TrainingJob> control;
        try {
            TrainingStatuses.reportedBeside(job, status)
                    .ifPresent(reported -> StatusUpdate.asReported(job, fresh(reported), context));
            control = StatusUpdate.of(job, TrainingStatuses.own(job, status), fresh(status), next, context);
        } catch (KubernetesClientException e) {
            if (!Refusal.isOfContent(e) || !plan.hasResult()) {
                throw e;
            }
            return written(job, plan.withoutResult(job, Refusal.words(e)), refusal, context, now); // the job must end
        }
        TrainingNews.of(job, status).ifPresent(notice -> {
            LOG.infof("%s: %s", notice.reason(), notice.note()); // which job it is stands in the log's context
            Apply.all(List.of(new Action.Publish(notice)), job, context, now);
        });
        return control;
    }

    /** MultiKueue runs it in another cluster, and copies the whole status back: whatever was written here would be lost or in its way. */
    private static boolean isManagedElsewhere(TrainingJob job) {
        var scheduling = job.getSpec().scheduling();
        return scheduling != null && scheduling.managedBy() != null;
    }

    private static Optional<Duration> earliest(Optional<Duration> first, Optional<Duration> second) {
        return Stream.of(first, second).flatMap(Optional::stream).min(Duration::compareTo);
    }

    private static TrainingJob fresh(TrainingJobStatus status) {
        var job = new TrainingJob();
        job.setStatus(status);
        return job;
    }

    @Override
    public List<EventSource<?, TrainingJob>> prepareEventSources(EventSourceContext<TrainingJob> context) {
        served = new ServedApis(context.getClient().supports(PodGroups.API_VERSION, PodGroups.KIND));
        var children = new InformerEventSource<>(
                InformerEventSourceConfiguration.from(Job.class, TrainingJob.class)
                        .withLabelSelector(Labels.TRAINING_JOB)
                        .build(),
                context);
        var trials = new InformerEventSource<>(
                InformerEventSourceConfiguration.from(TrainingJob.class, TrainingJob.class)
                        .withName("trials")
                        .withLabelSelector(Labels.SEARCH)
                        .build(),
                context);
        var jobs = context.getPrimaryCache();
        cache.bind(
                (namespace, name) -> jobs.get(new ResourceID(name, namespace)),
                (namespace, name) -> children.get(new ResourceID(name, namespace)),
                jobs::list);
        return List.of(children, trials);
    }
}

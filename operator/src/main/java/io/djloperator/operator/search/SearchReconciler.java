package io.djloperator.operator.search;

import io.djloperator.api.v1alpha1.TrainingJob;
import io.djloperator.api.v1alpha1.TrainingJobStatus;
import io.djloperator.operator.kube.Action;
import io.djloperator.operator.kube.Apply;
import io.djloperator.operator.kube.Refusal;
import io.djloperator.operator.kube.StatusUpdate;
import io.djloperator.operator.kube.SubReconciler;
import io.djloperator.operator.kube.TrainingJobCache;
import io.djloperator.operator.profile.Profiles;
import io.djloperator.operator.search.PreparedSearches.Prepared;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Reconciles TrainingJobs that are searches: observe, plan, write the ledger, act, tell. */
@ApplicationScoped
public class SearchReconciler implements SubReconciler<TrainingJob> {
    private static final Logger LOG = Logger.getLogger(SearchReconciler.class);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(30);
    private static final Duration AT_ONCE = Duration.ofMillis(50);
    private static final Duration AFTER_PATCH = Duration.ofSeconds(1);

    private final Profiles profiles;
    private final TrainingJobCache cache;
    private final Clock clock;
    private final Ledgers ledgers;
    private final Importances importances = new Importances();
    private final PreparedSearches prepared;
    private final Rejections rejections = new Rejections();

    /** With the platform team's profiles, the watch of all TrainingJobs, and the clock that every decision is told. */
    public SearchReconciler(Profiles profiles, TrainingJobCache cache, KubernetesClient client, Clock clock) {
        this.profiles = profiles;
        this.cache = cache;
        this.clock = clock;
        this.ledgers = new Ledgers(client);
        this.prepared = new PreparedSearches(profiles::resolve, client);
    }

    @Override
    public boolean isFor(TrainingJob job) {
        return job.getSpec().search() != null;
    }

    @Override
    public UpdateControl<TrainingJob> reconcile(TrainingJob job, Context<TrainingJob> context) {
        var now = clock.instant();
        var trials = trials(job, context);
        try {
            var stored = ledgers.read(job);
            var ledger = stored.orElseGet(() -> LostLedger.of(job, trials, profiles::resolve));
            if (isInvalid(job) && ledger.trials().isEmpty()) {
                return UpdateControl.noUpdate(); // only another spec helps
            }
            var search = prepared.of(job, ledger);
            return step(job, search, warm(job, search, ledger), ledger, trials, context, now);
        } catch (BadSearch e) {
            return tell(job, SearchStatuses.invalid(job, e.getMessage(), now), Optional.empty(), context, now);
        } catch (Wait | Ledgers.NotOurs | LedgerText.UnreadableLedger e) {
            return tell(job, SearchStatuses.blocked(job, e.getMessage(), now), Optional.of(LOOK_AGAIN), context, now);
        }
    }

    private UpdateControl<TrainingJob> step(
            TrainingJob job,
            Prepared search,
            Ledger ledger,
            Ledger stored,
            Map<Integer, TrainingJob> trials,
            Context<TrainingJob> context,
            Instant now) {
        var observed = new SearchObservation(
                ledger,
                trials,
                rejections.of(job),
                importances.of(job, search.setup().space(), ledger));
        var plan = SearchPlan.of(job, observed, search.setup(), profiles::resolve, now);
        if (plan.ledger() != stored) {
            write(job, plan.ledger());
        }
        var refusal = apply(job, plan.actions(), context, now);
        var status =
                SearchStatuses.of(job, plan, observed, search.plan(), refusal.filter(why -> !why.isInvalid()), now);
        return tell(job, status, wakeUp(plan, refusal), context, now);
    }

    private void write(TrainingJob job, Ledger ledger) {
        try {
            ledgers.write(job, ledger);
        } catch (KubernetesClientException e) {
            throw Refusal.of(e)
                    .<RuntimeException>map(refusal -> new Wait("ConfigMap %s: %s"
                            .formatted(LedgerConfigMap.name(job.getMetadata().getName()), refusal.message())))
                    .orElse(e);
        }
    }

    private static Optional<Duration> wakeUp(SearchPlan plan, Optional<Refusal> refusal) {
        if (refusal.isPresent()) {
            return Optional.of(refusal.get().isInvalid() ? AT_ONCE : LOOK_AGAIN);
        }
        // JOSDK takes a trial's event that comes while the trial is patched for the echo of the patch.
        boolean isPatched = plan.actions().stream()
                .anyMatch(action -> action instanceof Action.SuspendTrial || action instanceof Action.Stop);
        return isPatched ? Optional.of(AFTER_PATCH) : plan.wakeUpAfter();
    }

    /** Creates trials one by one: where the API server refuses the spec of one, that trial has failed, and the others go on. */
    private Optional<Refusal> apply(TrainingJob job, List<Action> actions, Context<TrainingJob> context, Instant now) {
        Optional<Refusal> invalid = Optional.empty();
        for (var action : actions) {
            var refusal = Apply.all(List.of(action), job, context, now);
            if (refusal.isPresent()
                    && refusal.get().isInvalid()
                    && action instanceof Action.Create create
                    && create.child() instanceof TrainingJob trial) {
                rejections.add(job, trial, refusal.get().message());
                invalid = refusal;
            } else if (refusal.isPresent()) {
                return refusal;
            }
        }
        return invalid;
    }

    private static Map<Integer, TrainingJob> trials(TrainingJob job, Context<TrainingJob> context) {
        var trials = new HashMap<Integer, TrainingJob>();
        context.getSecondaryResources(TrainingJob.class)
                .forEach(trial -> TrialJob.number(job, trial).ifPresent(number -> trials.put(number, trial)));
        return trials;
    }

    /** The ledger with what another search has found, taken over once. */
    private Ledger warm(TrainingJob job, Prepared search, Ledger ledger) {
        var warmStart = job.getSpec().search().warmStart();
        if (warmStart == null || ledger.isWarm() || !ledger.trials().isEmpty()) {
            return ledger;
        }
        var name = warmStart.fromTrainingJob().name();
        var other = cache.job(job.getMetadata().getNamespace(), name)
                .orElseThrow(() -> new Wait(
                        "spec.search.warmStart.fromTrainingJob.name: there is no TrainingJob '%s' in this namespace; create it, or name another"
                                .formatted(name)));
        var found = ledgers.other(other).orElse(Ledger.EMPTY);
        return ledger.warmedBy(WarmStarts.of(job, search.setup().space(), other, found));
    }

    private UpdateControl<TrainingJob> tell(
            TrainingJob job,
            TrainingJobStatus status,
            Optional<Duration> wakeUpAfter,
            Context<TrainingJob> context,
            Instant now) {
        SearchNews.of(job, status).forEach(notice -> {
            LOG.infof("%s: %s", notice.reason(), notice.note());
            Apply.all(List.of(new Action.Publish(notice)), job, context, now);
        });
        var fresh = new TrainingJob();
        fresh.setStatus(status);
        return StatusUpdate.of(job, job.getStatus(), fresh, wakeUpAfter, context);
    }

    private static boolean isInvalid(TrainingJob job) {
        return SearchStatuses.succeeded(job)
                .filter(condition -> condition.reason().equals(SearchState.INVALID_SPEC.reason()))
                .filter(condition -> Objects.equals(
                        condition.observedGeneration(), job.getMetadata().getGeneration()))
                .isPresent();
    }

    /** Something else must be there first. */
    private static final class Wait extends RuntimeException {
        Wait(String message) {
            super(message);
        }
    }
}

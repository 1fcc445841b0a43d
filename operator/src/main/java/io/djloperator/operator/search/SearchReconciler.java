package io.djloperator.operator.search;

import io.djloperator.api.v1alpha1.SearchStatus.Plan;
import io.djloperator.api.v1alpha1.TrainingJob;
import io.djloperator.api.v1alpha1.TrainingJobStatus;
import io.djloperator.operator.kube.Action;
import io.djloperator.operator.kube.Apply;
import io.djloperator.operator.kube.Conditions;
import io.djloperator.operator.kube.Notice;
import io.djloperator.operator.kube.Refusal;
import io.djloperator.operator.kube.StatusUpdate;
import io.djloperator.operator.kube.SubReconciler;
import io.djloperator.operator.kube.TrainingJobCache;
import io.djloperator.operator.profile.Profiles;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
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
    private static final int MOST_REMEMBERED = 200;

    private final Profiles profiles;
    private final TrainingJobCache cache;
    private final KubernetesClient client;
    private final Clock clock;
    private final Ledgers ledgers;
    private final Importances importances = new Importances();
    private final Map<String, Known> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    /**
     * What was found out of one generation of a search's spec.
     *
     * @param rejected what the API server had against the spec of a trial
     */
    private record Known(long generation, SearchSetup setup, Plan plan, Map<Integer, String> rejected) {}

    /** With the platform team's profiles, the watch of all TrainingJobs, and the clock that every decision is told. */
    public SearchReconciler(Profiles profiles, TrainingJobCache cache, KubernetesClient client, Clock clock) {
        this.profiles = profiles;
        this.cache = cache;
        this.client = client;
        this.clock = clock;
        this.ledgers = new Ledgers(client);
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
            var ledger = stored.orElseGet(() -> LostLedger.of(trials));
            if (isInvalid(job) && ledger.trials().isEmpty()) {
                return UpdateControl.noUpdate(); // only another spec helps
            }
            var known = known(job, ledger);
            return step(job, known, warm(job, known, ledger), ledger, trials, context, now);
        } catch (BadSearch e) {
            return tell(job, SearchStatuses.invalid(job, e.getMessage(), now), Optional.empty(), context, now);
        } catch (Wait | Ledgers.NotOurs e) {
            return tell(job, SearchStatuses.blocked(job, e.getMessage(), now), Optional.of(LOOK_AGAIN), context, now);
        } catch (LedgerText.UnreadableLedger e) {
            var message =
                    "ConfigMap %s: %s; put back what was changed, or delete the ConfigMap: what the trials' objects tell is written anew"
                            .formatted(LedgerConfigMap.name(job.getMetadata().getName()), e.getMessage());
            return tell(job, SearchStatuses.blocked(job, message, now), Optional.of(LOOK_AGAIN), context, now);
        }
    }

    private UpdateControl<TrainingJob> step(
            TrainingJob job,
            Known known,
            Ledger ledger,
            Ledger stored,
            Map<Integer, TrainingJob> trials,
            Context<TrainingJob> context,
            Instant now) {
        var observed = new SearchObservation(
                ledger,
                trials,
                known.rejected(),
                importances.of(job, known.setup().space(), ledger));
        var plan = SearchPlan.of(job, observed, known.setup(), profiles::resolve, now);
        if (plan.ledger() != stored) {
            ledgers.write(job, plan.ledger());
        }
        var refusal = apply(job, known, plan.actions(), context, now);
        var status = SearchStatuses.of(job, plan, observed, known.plan(), refusal.filter(why -> !why.isInvalid()), now);
        return tell(job, status, wakeUp(plan, refusal), context, now);
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
    private Optional<Refusal> apply(
            TrainingJob job, Known known, List<Action> actions, Context<TrainingJob> context, Instant now) {
        Optional<Refusal> first = Optional.empty();
        for (var action : actions) {
            var refusal = Apply.all(List.of(action), job, context, now);
            if (refusal.isPresent()) {
                if (action instanceof Action.Create create && refusal.get().isInvalid()) {
                    known.rejected()
                            .put(
                                    TrialJob.number(job, (TrainingJob) create.child())
                                            .orElseThrow(),
                                    TrialEnd.brief(refusal.get().message()));
                } else {
                    return refusal;
                }
                first = refusal;
            }
        }
        return first;
    }

    private static Map<Integer, TrainingJob> trials(TrainingJob job, Context<TrainingJob> context) {
        var trials = new HashMap<Integer, TrainingJob>();
        context.getSecondaryResources(TrainingJob.class)
                .forEach(trial -> TrialJob.number(job, trial).ifPresent(number -> trials.put(number, trial)));
        return trials;
    }

    /** @throws BadSearch where the search cannot be run; asked before its first trial only, since what runs must not be ended by a policy that came later */
    private Known known(TrainingJob job, Ledger ledger) {
        var uid = job.getMetadata().getUid();
        long generation = job.getMetadata().getGeneration();
        synchronized (known) {
            var found = known.get(uid);
            if (found != null && found.generation() == generation) {
                return found;
            }
        }
        var setup = SearchSetup.of(job);
        if (ledger.trials().isEmpty()) {
            SearchCheck.problem(job, setup, profiles::resolve)
                    .or(() -> Rehearsal.problem(job, setup.space(), client))
                    .ifPresent(problem -> {
                        throw new BadSearch(problem);
                    });
        }
        var made = new Known(generation, setup, PlannedCost.of(job, setup, profiles::resolve), new HashMap<>());
        synchronized (known) {
            known.put(uid, made);
        }
        return made;
    }

    /** The ledger with what another search has found, taken over once. */
    private Ledger warm(TrainingJob job, Known known, Ledger ledger) {
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
        return ledger.warmedBy(WarmStarts.of(job, known.setup().space(), other, found));
    }

    private UpdateControl<TrainingJob> tell(
            TrainingJob job,
            TrainingJobStatus status,
            Optional<Duration> wakeUpAfter,
            Context<TrainingJob> context,
            Instant now) {
        news(job, status).forEach(notice -> {
            LOG.infof("%s: %s", notice.reason(), notice.note());
            Apply.all(List.of(new Action.Publish(notice)), job, context, now);
        });
        var fresh = new TrainingJob();
        fresh.setStatus(status);
        return StatusUpdate.of(job, job.getStatus(), fresh, wakeUpAfter, context);
    }

    /** Each new state once, and each new best trial. */
    private static List<Notice> news(TrainingJob job, TrainingJobStatus next) {
        var before = job.getStatus() == null
                ? Optional.<String>empty()
                : Conditions.find(job.getStatus().conditions(), SearchStatuses.SUCCEEDED)
                        .map(c -> c.reason());
        var after = next.conditions().get(0);
        var news = new java.util.ArrayList<Notice>();
        if (!before.equals(Optional.of(after.reason()))) {
            var isBad = after.status().equals("False") || after.reason().equals(SearchState.BLOCKED.reason());
            news.add(new Notice(isBad, after.reason(), after.message()));
        }
        var best = next.search() == null ? null : next.search().best();
        var formerBest = job.getStatus() == null || job.getStatus().search() == null
                ? null
                : job.getStatus().search().best();
        if (best != null && (formerBest == null || !Objects.equals(best.trial(), formerBest.trial()))) {
            news.add(new Notice(
                    false,
                    "BestTrial",
                    "trial %d is the best so far: %s = %s"
                            .formatted(
                                    best.trial(),
                                    job.getSpec().search().objectives().get(0).metric(),
                                    best.values().get(0))));
        }
        return news;
    }

    private static boolean isInvalid(TrainingJob job) {
        return job.getStatus() != null
                && Objects.equals(
                        job.getStatus().observedGeneration(), job.getMetadata().getGeneration())
                && Conditions.find(job.getStatus().conditions(), SearchStatuses.SUCCEEDED)
                        .filter(c -> c.reason().equals(SearchState.INVALID_SPEC.reason()))
                        .isPresent();
    }

    /** Something else must be there first. */
    private static final class Wait extends RuntimeException {
        Wait(String message) {
            super(message);
        }
    }
}

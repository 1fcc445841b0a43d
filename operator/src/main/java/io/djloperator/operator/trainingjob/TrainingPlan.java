package io.djloperator.operator.trainingjob;

import io.djloperator.api.v1alpha1.TrainingJob;
import io.djloperator.api.v1alpha1.TrainingJobSpec;
import io.djloperator.api.v1alpha1.TrainingJobStatus;
import io.djloperator.operator.kube.Action;
import io.djloperator.operator.kube.ForbiddenPodException;
import io.djloperator.operator.kube.Refusal;
import io.djloperator.operator.profile.EffectiveJob;
import io.djloperator.operator.profile.Resolution;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What to do next for one job, and what to say about it. Pure: spec, observation and clock in, actions and status out.
 *
 * @param actions writes to children
 * @param outcome the job's state if the actions go through; empty where the job has ended before
 * @param record what the status counts
 * @param wakeUpAfter when something is due, such as a deadline
 * @param lookAfter when pods, a queue or a quota should be looked at again, which may be put off where many jobs wait
 */
record TrainingPlan(
        List<Action> actions,
        Optional<TrainingOutcome> outcome,
        RunRecord record,
        Optional<Duration> wakeUpAfter,
        Optional<Duration> lookAfter) {
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(30);
    private static final Duration AT_ONCE = Duration.ofMillis(50);

    static TrainingPlan of(TrainingJob job, TrainingObservation observed, Surroundings surroundings, Instant now) {
        var before = RunRecord.of(job.getStatus());
        if (TrainingStatuses.isTerminal(job)) {
            var end = Optional.ofNullable(job.getStatus().completionTime()).map(Instant::parse);
            var ending = Ending.of(observed.children(), end, now);
            return new TrainingPlan(ending.actions(), Optional.empty(), before, ending.wakeUpAfter(), Optional.empty());
        }
        var decided = TrainingStatuses.decided(job);
        if (decided.isPresent()) {
            return end(decided.get(), observed, before, now);
        }
        if (observed.child().isEmpty() && Stops.wanted(job).isPresent()) {
            return says(Stops.wanted(job).get().ending(), before, Optional.of(AT_ONCE));
        }
        if (observed.child().isEmpty() && !observed.pods().isEmpty()) {
            return waits(
                    TrainingOutcome.of(TrainingState.PENDING, "its Job was deleted; waits until no pod of it is left"),
                    before,
                    TrainingObservation.PATIENCE);
        }
        if (observed.child().isEmpty()) {
            return observed.resolution().orElseThrow() instanceof Resolution.Ready ready
                    ? start(job, ready.job(), before, surroundings, now)
                    : refuse((Resolution.Refused) observed.resolution().get(), before, now);
        }
        var child = observed.child().get();
        return Frozen.found(child).isPresent()
                ? goOn(job, child, observed, before, now)
                : standStill(job, child, before);
    }

    /** Nobody knows any more what its Job was made from. */
    private static TrainingPlan standStill(TrainingJob job, Job child, RunRecord before) {
        var stop = Stops.wanted(job);
        if (stop.isPresent()) {
            return says(stop.get().ending(), before, Optional.of(AT_ONCE));
        }
        var message =
                "Job \"%s\" has lost the annotation %s, or it cannot be read: delete the Job, and another is made in its place"
                        .formatted(child.getMetadata().getName(), TrainerNames.FROZEN_JOB);
        return says(TrainingOutcome.of(TrainingState.BLOCKED, message), before, Optional.empty());
    }

    /** The job is over by our own decision, which stands in the status: so it may be carried out, and no restart forgets it. */
    private static TrainingPlan end(
            TrainingOutcome decided, TrainingObservation observed, RunRecord before, Instant now) {
        var isGone = observed.children().stream()
                .allMatch(child -> JobPhase.of(child).hasEnded());
        if (isGone && !observed.pods().isEmpty()) { // of a Job that somebody deleted before
            return waits(decided.ending(), before, TrainingObservation.PATIENCE);
        }
        if (isGone) {
            return says(
                    decided.endedAt(Optional.of(now)),
                    before.stopped(now),
                    observed.child().flatMap(Frozen::found).flatMap(TrainingPlan::cleanup));
        }
        var ending = Ending.of(observed.children(), Optional.empty(), now);
        return new TrainingPlan(
                ending.actions(), Optional.of(decided.ending()), before, ending.wakeUpAfter(), Optional.empty());
    }

    private static TrainingPlan refuse(Resolution.Refused refused, RunRecord before, Instant now) {
        return refused.isFinal()
                ? invalid(refused.message(), before, now)
                : waits(TrainingOutcome.of(TrainingState.BLOCKED, refused.message()), before, LOOK_AGAIN);
    }

    private static TrainingPlan invalid(String message, RunRecord record, Instant now) {
        return says(
                TrainingOutcome.of(TrainingState.INVALID_SPEC, message).endedAt(Optional.of(now)),
                record,
                Optional.empty());
    }

    /** The end of a job whose children are refused for longer than its pods may take to run. */
    private static Optional<TrainingPlan> refusedTooLong(
            TrainingJob job, TrainingJobSpec spec, RunRecord record, Instant now) {
        return TrainingStatuses.refused(job)
                .filter(refused -> !job.getSpec().suspend())
                .flatMap(refused -> new TimeLimits(
                                spec.deadlines(),
                                record.active(),
                                Optional.of(Instant.parse(refused.lastTransitionTime())))
                        .exceeded(TrainingOutcome.of(TrainingState.BLOCKED, refused.message()), now))
                .map(end -> says(end.endedAt(Optional.of(now)), record, cleanup(spec)));
    }

    /** A job that is suspended gets its Job too, suspended: the Job holds the profile as it is today. */
    private static TrainingPlan start(
            TrainingJob original, EffectiveJob job, RunRecord before, Surroundings surroundings, Instant now) {
        var spec = job.job().getSpec();
        var attempt =
                new Attempt(before.attempts().number() + 1, before.attempts().failures());
        var tooLong = refusedTooLong(original, spec, before, now);
        if (tooLong.isPresent()) {
            return tooLong.get();
        }
        var outcome = ActiveState.ofNew(spec);
        try {
            return new TrainingPlan(
                    create(TrainerJob.of(job, attempt, surroundings.report(), surroundings.served()), job.job()),
                    Optional.of(outcome),
                    before.starting(attempt),
                    Optional.empty(),
                    spec.suspend() ? Optional.empty() : Optional.of(TrainingObservation.PATIENCE));
        } catch (ForbiddenPodException e) {
            return invalid(e.getMessage(), before, now);
        }
    }

    /** A Job, and before it what its pods need to find each other and to be placed together. */
    private static List<Action> create(Job job, TrainingJob owner) {
        var actions = new ArrayList<Action>();
        if (Attempts.isGroup(job)) {
            actions.add(new Action.Create(TrainerService.of(owner)));
        }
        PodGroups.of(job, owner).map(Action.Create::new).ifPresent(actions::add);
        actions.add(new Action.Create(job));
        return actions;
    }

    private static TrainingPlan goOn(
            TrainingJob job, Job child, TrainingObservation observed, RunRecord before, Instant now) {
        var spec = Frozen.spec(child);
        var phase = JobPhase.of(child);
        // That a Job has begun to wait for its pods is not worth a write of its own: with a thousand jobs it would be a
        // third of all.
        var isNews = phase != JobPhase.WAITING || !observed.pods().isEmpty() || !before.knows(child);
        var record = isNews ? before.seeing(child, observed.pods(), now) : before;
        if (phase.hasEnded()) {
            var outcome = TrainingOutcome.of(child, observed);
            if (!outcome.state().isRetried()) {
                return says(outcome, record, cleanup(spec));
            }
            var stop = Stops.wanted(job);
            if (stop.isPresent()) { // which may be why its pods have ended
                return says(stop.get().endedAt(outcome.completionTime()), record, cleanup(spec));
            }
            return Attempts.isGroup(child)
                    ? retry(job, child, outcome, spec, observed, record, now)
                    : says(outcome, record, cleanup(spec));
        }
        var wanted = job.getSpec().suspend();
        var queue = Optional.ofNullable(spec.scheduling().queue());
        var outcome = ActiveState.of(child, observed, wanted, queue);
        var limits = new TimeLimits(
                spec.deadlines(), record.active(), wanted ? Optional.empty() : observed.pendingSince(job));
        var end = Stops.wanted(job).or(() -> limits.exceeded(outcome, now));
        if (end.isPresent()) {
            return says(end.get().ending(), record, Optional.of(AT_ONCE));
        }
        return new TrainingPlan(
                Suspension.next(child, wanted, queue, observed.queue()),
                Optional.of(outcome),
                record,
                limits.left(now),
                look(outcome, observed, now));
    }

    private static TrainingPlan retry(
            TrainingJob job,
            Job child,
            TrainingOutcome outcome,
            TrainingJobSpec spec,
            TrainingObservation observed,
            RunRecord record,
            Instant now) {
        var retry = GroupRetry.of(
                child, observed.pods(), record.attempts(), spec.retry().limit(), now);
        if (retry.attempt().isEmpty()) {
            var end = TrainingOutcome.of(TrainingState.BACKOFF_LIMIT_EXCEEDED, outcome.message());
            return says(end.endedAt(outcome.completionTime()), record.failed(), cleanup(spec));
        }
        if (job.getSpec().suspend()) {
            return says(ActiveState.suspended(), record, Optional.empty());
        }
        var why = retry.isDisruption() ? "was disrupted" : "has failed (" + outcome.message() + ")";
        var again = TrainingOutcome.of(
                TrainingState.PENDING,
                "attempt %d %s; all pods start again"
                        .formatted(record.attempts().number(), why));
        var wait = Duration.between(now, retry.notBefore());
        if (!wait.isNegative() && !wait.isZero()) {
            return says(again, record, Optional.of(wait));
        }
        var tooLong = refusedTooLong(job, spec, record, now);
        if (tooLong.isPresent()) {
            return tooLong.get();
        }
        var attempt = retry.attempt().get();
        try {
            return new TrainingPlan(
                    create(TrainerJob.next(child, job, attempt), job),
                    Optional.of(again),
                    record.starting(attempt),
                    Optional.empty(),
                    Optional.of(TrainingObservation.PATIENCE));
        } catch (ForbiddenPodException e) {
            return invalid(e.getMessage(), record, now);
        }
    }

    private static TrainingPlan says(TrainingOutcome outcome, RunRecord record, Optional<Duration> wakeUpAfter) {
        return new TrainingPlan(List.of(), Optional.of(outcome), record, wakeUpAfter, Optional.empty());
    }

    private static TrainingPlan waits(TrainingOutcome outcome, RunRecord record, Duration lookAfter) {
        return new TrainingPlan(List.of(), Optional.of(outcome), record, Optional.empty(), Optional.of(lookAfter));
    }

    /** When what has ended must be removed; it is planned once the end stands in the status. */
    private static Optional<Duration> cleanup(TrainingJobSpec spec) {
        return Optional.ofNullable(spec.cleanup().podsAfterSeconds()).map(seconds -> AT_ONCE);
    }

    /** A pod that does not start makes no event of the Job, nor does a queue: only looking tells. */
    private static Optional<Duration> look(TrainingOutcome outcome, TrainingObservation observed, Instant now) {
        return switch (outcome.state()) {
            case RUNNING -> Optional.empty();
            // Kueue may admit what it has not noticed yet, and then it must be held.
            case SUSPENDED ->
                observed.child().filter(Suspension::isInQueue).isPresent()
                                && observed.queue().isEmpty()
                        ? Optional.of(TrainingObservation.PATIENCE)
                        : Optional.empty();
            case SUSPENDING -> Optional.of(LOOK_AGAIN);
            default -> {
                var overdue = TrainingObservation.isOverdue(observed.child().orElseThrow(), now);
                yield Optional.of(overdue ? LOOK_AGAIN : TrainingObservation.PATIENCE);
            }
        };
    }

    /** The status after the actions; {@code refusal} is what the API server had against one of them. */
    TrainingJobStatus status(TrainingJob job, Optional<Refusal> refusal, Instant now) {
        if (outcome.isEmpty()) {
            return TrainingStatuses.keep(job);
        }
        // What has been decided against a job stays, though its children could not be deleted yet: forgotten, it might
        // run again.
        return refusal.filter(r -> !outcome.get().isEnding())
                .map(r -> TrainingStatuses.of(job, TrainingOutcome.refused(r), RunRecord.of(job.getStatus()), now))
                .orElseGet(() -> TrainingStatuses.of(job, outcome.get(), record, now));
    }

    /** Whether there is something that a program has handed over. */
    boolean hasResult() {
        return outcome.filter(TrainingOutcome::hasResult).isPresent();
    }

    /** The same plan where the API server takes the status only without that; {@code why} are its words. */
    TrainingPlan withoutResult(TrainingJob job, String why) {
        var isTrainer = job.getSpec().container() == null;
        return new TrainingPlan(
                actions, outcome.map(end -> end.withoutResult(isTrainer, why)), record, wakeUpAfter, lookAfter);
    }

    /** When to look again, given the refusal: quota and admission change without an event of ours. */
    Optional<Duration> lookAfter(Optional<Refusal> refusal) {
        return refusal.isPresent() ? Optional.of(LOOK_AGAIN) : lookAfter;
    }
}

package io.djloperator.operator.trainingjob;

import io.djloperator.api.v1alpha1.TrainingJob;
import io.djloperator.api.v1alpha1.TrainingJobStatus;
import io.djloperator.operator.kube.Accelerators;
import io.djloperator.operator.kube.Action;
import io.djloperator.operator.kube.Notice;
import io.djloperator.operator.kube.Refusal;
import io.djloperator.operator.runtime.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What to do next for one job, and what to say about it. Pure: spec, observation and clock in, actions and status out.
 *
 * @param actions writes to children
 * @param outcome the job's state if the actions go through; empty where the job has ended before
 * @param wakeUpAfter when to look again though no event may come
 */
record TrainingPlan(List<Action> actions, Optional<TrainingOutcome> outcome, Optional<Duration> wakeUpAfter) {
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(30);

    static TrainingPlan of(TrainingJob job, TrainingObservation observed, Settings settings, Instant now) {
        if (TrainingStatuses.isTerminal(job)) {
            return new TrainingPlan(List.of(), Optional.empty(), Optional.empty());
        }
        var problem = Accelerators.problem(job.getSpec().withDefaults().resources());
        if (problem.isPresent()) {
            return says(TrainingOutcome.of(TrainingState.INVALID_SPEC, problem.get()));
        }
        var suspend = job.getSpec().suspend();
        if (observed.child().isEmpty()) {
            return suspend ? says(suspended()) : start(job, settings);
        }
        var child = observed.child().get();
        var outcome = TrainingOutcome.of(child, observed);
        if (outcome.state().isTerminal()) {
            return says(outcome);
        }
        var isSuspended = Boolean.TRUE.equals(child.getSpec().getSuspend());
        var actions = isSuspended == suspend ? List.<Action>of() : List.<Action>of(new Action.Suspend(child, suspend));
        if (suspend) {
            return new TrainingPlan(actions, Optional.of(suspended()), Optional.empty());
        }
        return new TrainingPlan(actions, Optional.of(outcome), wakeUp(outcome, observed, now));
    }

    private static TrainingPlan start(TrainingJob job, Settings settings) {
        return new TrainingPlan(
                List.of(new Action.Create(TrainerConfig.of(job)), new Action.Create(TrainerJob.of(job, settings))),
                Optional.of(TrainingOutcome.of(TrainingState.PENDING, "waits for a pod")),
                Optional.of(TrainingObservation.PATIENCE));
    }

    private static TrainingPlan says(TrainingOutcome outcome) {
        return new TrainingPlan(List.of(), Optional.of(outcome), Optional.empty());
    }

    private static TrainingOutcome suspended() {
        return TrainingOutcome.of(TrainingState.SUSPENDED, "set spec.suspend to false to run");
    }

    /** A pod that does not start makes no event of the Job: only looking tells. */
    private static Optional<Duration> wakeUp(TrainingOutcome outcome, TrainingObservation observed, Instant now) {
        if (outcome.state() == TrainingState.RUNNING) {
            return Optional.empty();
        }
        var overdue = TrainingObservation.isOverdue(observed.child().orElseThrow(), now);
        return Optional.of(overdue ? LOOK_AGAIN : TrainingObservation.PATIENCE);
    }

    /** The status after the actions; {@code refusal} is what the API server had against one of them. */
    TrainingJobStatus status(TrainingJob job, Optional<Refusal> refusal, Instant now) {
        return refusal.map(r -> TrainingOutcome.of(TrainingState.BLOCKED, r.reason() + ": " + r.message()))
                .or(() -> outcome)
                .map(o -> TrainingStatuses.of(job, o, now))
                .orElseGet(() -> TrainingStatuses.keep(job));
    }

    /** When to look again, given the refusal: quota and admission change without an event of ours. */
    Optional<Duration> wakeUpAfter(Optional<Refusal> refusal) {
        return refusal.isPresent() ? Optional.of(LOOK_AGAIN) : wakeUpAfter;
    }

    /** What a user must know of the step from the former status to {@code next}: each new state once. */
    static Optional<Notice> notice(TrainingJob job, TrainingJobStatus next) {
        var before = TrainingStatuses.succeeded(job);
        var after = next.conditions().get(0);
        if (before.isPresent()
                && before.get().reason().equals(after.reason())
                && before.get().message().equals(after.message())) {
            return Optional.empty();
        }
        var warning = after.status().equals("False") || after.reason().equals(TrainingState.BLOCKED.reason());
        return Optional.of(new Notice(warning, after.reason(), after.message()));
    }
}

package io.djloperator.operator.search;

import io.djloperator.api.v1alpha1.Search;
import java.time.Duration;
import java.util.Optional;

/**
 * Why a search ends. A function of the spec and of what has been seen, not remembered: a search whose {@code maxTrials} grows goes on by itself.
 *
 * @param isTooManyFailed whether it ends since too many trials have failed
 * @param message for the user
 */
record SearchEnd(boolean isTooManyFailed, String message) {
    static Optional<SearchEnd> of(
            Search search, Ledger ledger, Duration elapsed, Duration accelerators, boolean isExhausted) {
        return tooManyFailed(search, ledger)
                .or(() -> target(search, ledger))
                .or(() -> budget(search, elapsed, accelerators))
                .or(() -> all(search, ledger, isExhausted));
    }

    private static Optional<SearchEnd> tooManyFailed(Search search, Ledger ledger) {
        int failed = ledger.count(EntryState.FAILED);
        return failed <= search.maxFailedTrials()
                ? Optional.empty()
                : Optional.of(new SearchEnd(
                        true,
                        "%d trials have failed, and spec.search.maxFailedTrials is %d; the last: %s"
                                .formatted(failed, search.maxFailedTrials(), lastFailure(ledger))));
    }

    static String lastFailure(Ledger ledger) {
        return ledger.trials().stream()
                .filter(entry -> entry.state() == EntryState.FAILED)
                .reduce((first, second) -> first.ended() > second.ended() ? first : second)
                .map(entry -> "trial %d: %s".formatted(entry.trial(), entry.message()))
                .orElse("none");
    }

    private static Optional<SearchEnd> target(Search search, Ledger ledger) {
        var objective = search.objectives().get(0);
        if (objective.target() == null) {
            return Optional.empty();
        }
        double target = objective.goal().loss(Double.parseDouble(objective.target()));
        return new BestTrials(search, ledger)
                .best()
                .filter(best -> best.state() == EntryState.COMPLETED
                        && SearchHistory.losses(search, best).get(0) <= target)
                .map(best -> new SearchEnd(
                        false, "trial %d has reached the target of %s".formatted(best.trial(), objective.target())));
    }

    private static Optional<SearchEnd> budget(Search search, Duration elapsed, Duration accelerators) {
        var budget = search.budget();
        if (budget == null) {
            return Optional.empty();
        }
        if (budget.seconds() != null && elapsed.toSeconds() >= budget.seconds()) {
            return Optional.of(new SearchEnd(false, "the budget of %d seconds is used up".formatted(budget.seconds())));
        }
        if (budget.acceleratorHours() != null && accelerators.compareTo(hours(budget.acceleratorHours())) >= 0) {
            return Optional.of(new SearchEnd(
                    false, "the budget of %s accelerator hours is used up".formatted(budget.acceleratorHours())));
        }
        return Optional.empty();
    }

    static Duration hours(String hours) {
        return Duration.ofSeconds(Math.round(Double.parseDouble(hours) * 3600));
    }

    private static Optional<SearchEnd> all(Search search, Ledger ledger, boolean isExhausted) {
        int ended = ledger.ended();
        if (ended >= search.maxTrials() && ended < ledger.trials().size()) {
            return Optional.of(new SearchEnd(
                    false,
                    "%d trials have ended, and spec.search.maxTrials is %d".formatted(ended, search.maxTrials())));
        }
        if (ledger.active().findAny().isPresent()) {
            return Optional.empty();
        }
        if (ledger.trials().size() >= search.maxTrials()) {
            return Optional.of(new SearchEnd(
                    false, "all %d trials have ended".formatted(ledger.trials().size())));
        }
        return isExhausted
                ? Optional.of(new SearchEnd(
                        false,
                        "no further point is left after %d trials"
                                .formatted(ledger.trials().size())))
                : Optional.empty();
    }
}

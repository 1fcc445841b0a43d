package io.djloperator.operator.search;

import io.djloperator.api.v1alpha1.SearchStatus;
import io.djloperator.api.v1alpha1.TrainingJob;
import io.djloperator.api.v1alpha1.TrainingJobStatus;
import io.djloperator.api.v1alpha1.TrainingJobStatus.GateResult;
import io.djloperator.operator.profile.Resolution;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Makes a ledger that somebody deleted anew, from the objects of the trials and the search's own status. Of a trial that neither of them tells of, only the number is known:
 * it counts as one that was stopped without a value, since nothing says that it failed.
 */
final class LostLedger {
    private static final String LOST = "its record and its object were deleted";

    private LostLedger() {}

    static Ledger of(TrainingJob search, Map<Integer, TrainingJob> trials, Function<TrainingJob, Resolution> profiles) {
        var known = Optional.ofNullable(search.getStatus()).map(TrainingJobStatus::search);
        int created = known.map(SearchStatus::created).orElse(0);
        int last = IntStream.concat(trials.keySet().stream().mapToInt(Integer::intValue), IntStream.of(created))
                .max()
                .orElse(0);
        var ledger = Ledger.EMPTY;
        for (int number = 1; number <= last; number++) {
            var trial = trials.get(number);
            ledger = trial == null
                    ? lost(ledger, search, known, number)
                    : ledger.with(Entry.of(number, TrialJob.parameters(trial), Accelerated.count(trial, profiles)));
        }
        return ledger;
    }

    private static Ledger lost(Ledger ledger, TrainingJob search, Optional<SearchStatus> known, int number) {
        var best = known.map(SearchStatus::best).filter(found -> found.trial() == number);
        var parameters = best.map(SearchStatus.Best::parameters).orElse(Map.of());
        var entry = Entry.of(number, parameters, 0);
        var ended = best.map(found -> entry.ended(stateOfBest(search), found.values(), null, null, null))
                .orElseGet(() -> entry.ended(EntryState.STOPPED, List.of(), null, null, LOST));
        return ledger.with(entry).replacing(ended);
    }

    private static EntryState stateOfBest(TrainingJob search) {
        return search.getStatus().gates().stream().allMatch(GateResult::passed)
                ? EntryState.COMPLETED
                : EntryState.GATE_FAILED;
    }
}

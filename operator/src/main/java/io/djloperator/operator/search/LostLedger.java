package io.djloperator.operator.search;

import io.djloperator.api.v1alpha1.TrainingJob;
import java.util.List;
import java.util.Map;

/** Makes a ledger that somebody deleted anew from the objects of the trials, as far as they are still there. */
final class LostLedger {
    private LostLedger() {}

    static Ledger of(Map<Integer, TrainingJob> trials) {
        var ledger = Ledger.EMPTY;
        int last = trials.keySet().stream().mapToInt(Integer::intValue).max().orElse(0);
        for (int number = 1; number <= last; number++) {
            var trial = trials.get(number);
            var entry = Entry.of(number, trial == null ? Map.of() : TrialJob.parameters(trial), 0);
            ledger = ledger.with(entry);
            if (trial == null) {
                ledger = ledger.replacing(entry.ended(
                        EntryState.FAILED, List.of(), null, null, "its record and its object were deleted"));
            }
        }
        return ledger;
    }
}

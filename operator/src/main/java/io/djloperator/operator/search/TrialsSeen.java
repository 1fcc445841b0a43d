package io.djloperator.operator.search;

import io.djloperator.api.v1alpha1.TrainingJob;
import java.util.List;

/** Brings the ledger up to what the trials' objects say. */
final class TrialsSeen {
    private TrialsSeen() {}

    /** The same ledger where nothing is new. Trials that ended since it was stored count in the order of their numbers. */
    static Ledger of(TrainingJob job, SearchSetup setup, SearchObservation observed) {
        var ledger = observed.ledger();
        for (var entry : observed.ledger().active().toList()) {
            var trial = observed.trials().get(entry.trial());
            if (trial != null) {
                ledger = seen(job, setup, ledger, entry, trial);
            } else if (observed.rejected().containsKey(entry.trial())) {
                ledger = ledger.replacing(entry.ended(
                        EntryState.FAILED,
                        List.of(),
                        null,
                        null,
                        observed.rejected().get(entry.trial())));
            }
        }
        return ledger;
    }

    private static Ledger seen(TrainingJob job, SearchSetup setup, Ledger ledger, Entry entry, TrainingJob trial) {
        var read = setup.rule().map(rule -> rule.read(entry, trial)).orElse(entry);
        var ended = TrialEnd.of(job.getSpec().search(), read, trial);
        if (ended.isPresent()) {
            return ledger.replacing(ended.get());
        }
        return read.equals(entry) ? ledger : ledger.replacing(read);
    }
}

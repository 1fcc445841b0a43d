package io.djloperator.operator.search;

import io.djloperator.api.v1alpha1.TrainingJob;
import io.djloperator.operator.profile.Resolution;
import io.djloperator.search.space.Point;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The ledger with the trials that begin now.
 *
 * @param isExhausted whether the space holds nothing more to try
 * @param blocked why no trial may begin for now
 */
record Growth(Ledger ledger, boolean isExhausted, Optional<String> blocked) {
    /** Adds at most {@code room} trials. One that cannot be run fails at once, and the next takes its place. */
    static Growth of(
            TrainingJob job, SearchSetup setup, Ledger ledger, int room, Function<TrainingJob, Resolution> profiles) {
        var tooMany = LedgerSize.problem(job.getSpec(), setup); // maxTrials may have grown
        if (tooMany.isPresent()) {
            return new Growth(ledger, false, tooMany);
        }
        var search = job.getSpec().search();
        var grown = ledger;
        int left = room;
        while (left > 0
                && grown.trials().size() < search.maxTrials()
                && grown.count(EntryState.FAILED) <= search.maxFailedTrials()) {
            var point = NextPoint.of(search, setup, grown);
            if (point.isEmpty()) {
                return new Growth(grown, true, Optional.empty());
            }
            var number = grown.next();
            try {
                var resolution =
                        profiles.apply(TrialJob.of(job, number, point.get().values()));
                if (resolution instanceof Resolution.Ready ready) {
                    int accelerators = Accelerated.count(ready.job().job().getSpec());
                    grown = grown.with(Entry.of(number, point.get().values(), accelerators));
                    left--;
                } else {
                    var refused = (Resolution.Refused) resolution;
                    if (!refused.isFinal()) {
                        return new Growth(grown, false, Optional.of(refused.message()));
                    }
                    grown = failed(grown, number, point.get(), refused.message());
                }
            } catch (BadSearch e) {
                grown = failed(grown, number, point.get(), e.getMessage());
            }
        }
        return new Growth(grown, false, Optional.empty());
    }

    private static Ledger failed(Ledger ledger, int number, Point point, String why) {
        var entry = Entry.of(number, point.values(), 0);
        return ledger.with(entry).replacing(entry.ended(EntryState.FAILED, List.of(), null, null, TrialEnd.brief(why)));
    }
}

package io.djloperator.operator.search;

import io.djloperator.api.v1alpha1.SearchStatus;
import io.djloperator.api.v1alpha1.TrainingJob;
import io.djloperator.operator.kube.Remembered;
import io.djloperator.search.importance.Importance;
import io.djloperator.search.sampler.Trial;
import io.djloperator.search.space.Space;
import java.util.List;
import java.util.Locale;

/** The importance of a search's parameters. It costs up to a fifth of a second, so it is found anew with every tenth result only. */
final class Importances {
    private static final int EVERY = 10;
    private static final int MOST_REMEMBERED = 200;

    private final Remembered<String, Known> known = new Remembered<>(MOST_REMEMBERED);

    private record Known(int results, List<SearchStatus.Importance> importance) {}

    /** By the first results of the ledger: as many as ten divides, so that a restart does not change what is said. */
    List<SearchStatus.Importance> of(TrainingJob job, Space space, Ledger ledger) {
        var search = job.getSpec().search();
        var results = SearchHistory.of(search, ledger.withoutEarlier()).results();
        int count = results.size() / EVERY * EVERY;
        var uid = job.getMetadata().getUid();
        return known.get(uid)
                .filter(former -> former.results() == count)
                .orElseGet(() -> {
                    var found = new Known(count, importance(space, search.seed(), results.subList(0, count)));
                    known.put(uid, found);
                    return found;
                })
                .importance();
    }

    private static List<SearchStatus.Importance> importance(Space space, long seed, List<Trial> results) {
        return Importance.of(space, results, seed).stream()
                .map(share -> new SearchStatus.Importance(
                        share.parameter(), String.format(Locale.ROOT, "%.3f", share.share())))
                .toList();
    }
}

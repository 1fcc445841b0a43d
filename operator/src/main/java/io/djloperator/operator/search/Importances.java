package io.djloperator.operator.search;

import io.djloperator.api.v1alpha1.SearchStatus;
import io.djloperator.api.v1alpha1.TrainingJob;
import io.djloperator.search.importance.Importance;
import io.djloperator.search.space.Space;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The importance of a search's parameters. It costs up to a fifth of a second, so it is found anew with every tenth result only. */
final class Importances {
    private static final int EVERY = 10;
    private static final int MOST_REMEMBERED = 200;

    private final Map<String, Known> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    private record Known(int results, List<SearchStatus.Importance> importance) {}

    /** By the first results of the ledger: as many as ten divides, so that a restart does not change what is said. */
    synchronized List<SearchStatus.Importance> of(TrainingJob job, Space space, Ledger ledger) {
        var search = job.getSpec().search();
        var results = SearchHistory.of(search, ledger.withoutEarlier()).results();
        int count = results.size() / EVERY * EVERY;
        var uid = job.getMetadata().getUid();
        var former = known.get(uid);
        if (former == null || former.results() != count) {
            former = new Known(count, importance(space, search.seed(), results.subList(0, count)));
            known.put(uid, former);
        }
        return former.importance();
    }

    private static List<SearchStatus.Importance> importance(
            Space space, long seed, List<io.djloperator.search.sampler.Trial> results) {
        return Importance.of(space, results, seed).stream()
                .map(share -> new SearchStatus.Importance(
                        share.parameter(), String.format(Locale.ROOT, "%.3f", share.share())))
                .toList();
    }
}

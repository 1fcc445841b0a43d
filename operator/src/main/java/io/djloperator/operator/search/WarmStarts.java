package io.djloperator.operator.search;

import io.djloperator.api.v1alpha1.Search;
import io.djloperator.api.v1alpha1.TrainingJob;
import io.djloperator.search.space.Point;
import io.djloperator.search.space.Space;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a search takes over from another one. */
final class WarmStarts {
    /** How many results are taken over. */
    static final int MOST = 300;

    private WarmStarts() {}

    /**
     * Results of {@code other} that lie in {@code space}: all, or the best half and an even share of the rest, so that a sampler also learns what is bad.
     *
     * @throws BadSearch where the other search sought something else
     */
    static List<Entry> of(TrainingJob job, Space space, TrainingJob other, Ledger ledger) {
        var search = job.getSpec().search();
        if (other.getSpec().search() == null || !goals(other.getSpec().search()).equals(goals(search))) {
            throw new BadSearch(
                    "spec.search.warmStart.fromTrainingJob.name: '%s' is no search for the same objectives; name another, or leave it out"
                            .formatted(other.getMetadata().getName()));
        }
        var ranked = ledger.trials().stream()
                .filter(entry -> entry.hasEnded()
                        && entry.values().size() == search.objectives().size())
                .filter(entry -> space.contains(new Point(entry.parameters())))
                .sorted(Comparator.comparing(
                        (Entry entry) -> SearchHistory.losses(search, entry).get(0)))
                .toList();
        return thinned(ranked).map(entry -> entry.with(Map.of(), null)).toList();
    }

    private static List<List<Object>> goals(Search search) {
        return search.objectives().stream()
                .map(objective -> List.<Object>of(objective.metric(), objective.goal()))
                .toList();
    }

    private static Stream<Entry> thinned(List<Entry> ranked) {
        if (ranked.size() <= MOST) {
            return ranked.stream();
        }
        int half = MOST / 2;
        int rest = ranked.size() - half;
        return IntStream.range(0, MOST)
                .map(i -> i < half ? i : half + (int) ((long) (i - half) * rest / (MOST - half)))
                .mapToObj(ranked::get);
    }
}

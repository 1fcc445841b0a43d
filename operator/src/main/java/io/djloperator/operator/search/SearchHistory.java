package io.djloperator.operator.search;

import io.djloperator.api.v1alpha1.Search;
import io.djloperator.search.sampler.History;
import io.djloperator.search.sampler.Trial;
import io.djloperator.search.space.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The ledger as samplers read it: every objective is to be made small. */
final class SearchHistory {
    private SearchHistory() {}

    static History of(Search search, Ledger ledger) {
        return new History(
                ledger.trials().stream().map(entry -> trial(search, entry)).toList(),
                ledger.earlier().stream().map(entry -> trial(search, entry)).toList());
    }

    private static Trial trial(Search search, Entry entry) {
        return new Trial(
                entry.trial(),
                new Point(entry.parameters()),
                state(entry),
                losses(search, entry),
                entry.ended() == null ? 0 : entry.ended(),
                entry.epochs() == null ? 0 : entry.epochs());
    }

    private static Trial.State state(Entry entry) {
        return switch (entry.state()) {
            case ACTIVE -> Trial.State.ACTIVE;
            case COMPLETED, GATE_FAILED -> Trial.State.COMPLETED;
            case STOPPED -> entry.values().isEmpty() ? Trial.State.FAILED : Trial.State.STOPPED;
            case FAILED -> Trial.State.FAILED;
        };
    }

    /** The values of an entry as losses, one for each objective; none where it has none. */
    static List<Double> losses(Search search, Entry entry) {
        var losses = new ArrayList<Double>();
        IntStream.range(0, entry.values().size())
                .forEach(i -> losses.add(search.objectives()
                        .get(i)
                        .goal()
                        .loss(Double.parseDouble(entry.values().get(i)))));
        return losses;
    }
}

package io.djloperator.search.sampler;

import io.djloperator.search.space.Point;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * All that a sampler knows.
 *
 * @param trials of this search, by number, with none left out
 * @param earlier results of other searches of the same space, in the order in which they count
 */
public record History(List<Trial> trials, List<Trial> earlier) {
    /** Copies the lists. */
    public History {
        trials = List.copyOf(trials);
        earlier = List.copyOf(earlier);
    }

    /** Nothing yet. */
    public static final History EMPTY = new History(List.of(), List.of());

    /** The number of the trial that comes next. */
    public int next() {
        return trials.size() + 1;
    }

    /** What has values, in the order in which it came: earlier searches first. */
    public List<Trial> results() {
        var results = new ArrayList<>(earlier);
        trials.stream()
                .filter(Trial::isResult)
                .sorted(Comparator.comparingInt(Trial::ended))
                .forEach(results::add);
        return results;
    }

    /** Trials whose values are still awaited, by number. */
    public List<Trial> active() {
        return trials.stream()
                .filter(trial -> trial.state() == Trial.State.ACTIVE)
                .toList();
    }

    /** The same, with one more trial under way: what to ask with for the next of several points at once. */
    public History with(Point point) {
        var more = new ArrayList<>(trials);
        more.add(new Trial(next(), point, Trial.State.ACTIVE, List.of(), 0, 0));
        return new History(more, earlier);
    }
}

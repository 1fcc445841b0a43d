package io.djloperator.operator.search;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * All that a search remembers. It does not need the trials' objects: they may be deleted, and the search goes on as before.
 *
 * @param trials by number, with none left out
 * @param earlier what was taken over from another search, once
 * @param isWarm whether that has been done
 */
record Ledger(List<Entry> trials, List<Entry> earlier, boolean isWarm) {
    static final Ledger EMPTY = new Ledger(List.of(), List.of(), false);

    Ledger {
        trials = List.copyOf(trials);
        earlier = List.copyOf(earlier);
    }

    Ledger warmedBy(List<Entry> others) {
        return new Ledger(trials, others, true);
    }

    Ledger withoutEarlier() {
        return new Ledger(trials, List.of(), isWarm);
    }

    /** With one more trial, whose number is the next. */
    Ledger with(Entry next) {
        return new Ledger(Stream.concat(trials.stream(), Stream.of(next)).toList(), earlier, isWarm);
    }

    /** With another state of a trial that is known. One that ends gets its place in the order of ends. */
    Ledger replacing(Entry changed) {
        var former = trials.get(changed.trial() - 1);
        var next = changed.hasEnded() && former.ended() == null ? changed.withOrder(ended() + 1) : changed;
        var all = new ArrayList<>(trials);
        all.set(changed.trial() - 1, next);
        return new Ledger(all, earlier, isWarm);
    }

    /** Whether it holds anything that {@code stored} does not and that must not be lost. */
    boolean isNewsTo(Ledger stored) {
        return trials.size() != stored.trials.size()
                || isWarm != stored.isWarm
                || IntStream.range(0, trials.size())
                        .anyMatch(i -> !trials.get(i).isSameButCurve(stored.trials.get(i)));
    }

    int next() {
        return trials.size() + 1;
    }

    /** How many trials have ended. */
    int ended() {
        return (int) trials.stream().filter(Entry::hasEnded).count();
    }

    int count(EntryState state) {
        return (int) trials.stream().filter(entry -> entry.state() == state).count();
    }

    Stream<Entry> active() {
        return trials.stream().filter(entry -> !entry.hasEnded());
    }
}

package io.djloperator.operator.search;

import io.djloperator.api.v1alpha1.TrainingJobSpec;
import io.djloperator.search.space.Domain;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Whether the records of all trials will fit into their ConfigMap, counted in bytes of the longest lines that there may be. */
final class LedgerSize {
    /** Half of what a ConfigMap may hold: a request carries the lines with their quotes escaped, and messages may be in letters of three bytes. */
    private static final int MAX_BYTES = 512 * 1024;

    private static final String LONGEST_NUMBER = "-1.234567891e-10";

    private static final String MESSAGE = TrialEnd.brief("x".repeat(1000));

    private final TrainingJobSpec spec;
    private final SearchSetup setup;

    private LedgerSize(TrainingJobSpec spec, SearchSetup setup) {
        this.spec = spec;
        this.setup = setup;
    }

    /** What is wrong, as a message for the user. To be asked whenever {@code maxTrials} may have grown. */
    static Optional<String> problem(TrainingJobSpec spec, SearchSetup setup) {
        int trials = spec.search().maxTrials();
        int most = new LedgerSize(spec, setup).most();
        return trials <= most
                ? Optional.empty()
                : Optional.of(
                        "spec.search.maxTrials: the records of %d trials with these parameters may not fit into a ConfigMap; %d do: use fewer trials, less parallelism or maxFailedTrials, or fewer or shorter parameters"
                                .formatted(trials, most));
    }

    private int most() {
        int result = bytes(result());
        int failure = Math.max(result, bytes(failure()));
        int failures = spec.search().maxFailedTrials() + spec.search().parallelism();
        int earlier = spec.search().warmStart() == null ? 0 : WarmStarts.MOST * result;
        return IntStream.iterate(spec.search().maxTrials(), trials -> trials > 0, trials -> trials - 1)
                .filter(trials -> {
                    int failed = Math.min(trials, failures);
                    return (long) failed * failure + (long) (trials - failed) * result + earlier <= MAX_BYTES;
                })
                .findFirst()
                .orElse(0);
    }

    private static int bytes(Entry entry) {
        return LedgerText.line(entry).getBytes(StandardCharsets.UTF_8).length;
    }

    /** A trial that has ended with a value; a stopped one also says why. */
    private Entry result() {
        boolean isStoppable = setup.rule().isPresent() || spec.stopping() != null;
        return ended(
                isStoppable ? EntryState.STOPPED : EntryState.GATE_FAILED,
                Collections.nCopies(spec.search().objectives().size(), LONGEST_NUMBER),
                isStoppable ? MESSAGE : null);
    }

    /** A trial that has failed. */
    private Entry failure() {
        return ended(EntryState.FAILED, List.of(), MESSAGE);
    }

    private Entry ended(EntryState state, List<String> values, String message) {
        var rungs = new TreeMap<Integer, String>();
        setup.rule().ifPresent(rule -> rule.rungs().forEach(epoch -> rungs.put(epoch, LONGEST_NUMBER)));
        return Entry.of(spec.search().maxTrials(), parameters(), 2048)
                .with(rungs, null)
                .ended(state, values, 100_000, 1_000_000L, message)
                .withOrder(spec.search().maxTrials());
    }

    private Map<String, String> parameters() {
        return setup.space().parameters().stream()
                .collect(Collectors.toMap(parameter -> parameter.name(), parameter -> longest(parameter.domain())));
    }

    private static String longest(Domain domain) {
        return domain instanceof Domain.Choices choices
                ? Collections.max(choices.values(), Comparator.comparing(LedgerSize::bytes))
                : LONGEST_NUMBER;
    }

    private static int bytes(String value) {
        return bytes(Entry.of(1, Map.of("", value), 0));
    }
}

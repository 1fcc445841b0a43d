package io.djloperator.cli.convert;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How many trials there are, run at once and may fail. */
final class Counts {
    private static final int MOST_TRIALS = 2000;
    private static final int MOST_AT_ONCE = 200;

    /** Katib's default, in its constants. */
    private static final int USUAL_AT_ONCE = 3;

    private Counts() {}

    /** Puts them into {@code search}. */
    static void into(Map<String, Object> search, Field spec, List<Note> notes) {
        var trials = spec.get("maxTrialCount");
        var most = atMost(trials, trials.whole(), MOST_TRIALS, notes);
        if (!trials.isPresent()) {
            notes.add(new Note(
                    trials.path(),
                    "(absent)",
                    "Katib goes on without end: `maxTrials` is %d now, the most; set what you can afford, or a `budget`"
                            .formatted(MOST_TRIALS)));
        }
        var atOnce = spec.get("parallelTrialCount");
        int maxTrials = Math.max(1, most.orElse(MOST_TRIALS));
        search.put("maxTrials", maxTrials);
        search.put(
                "parallelism",
                Math.max(
                        1,
                        Math.min(
                                maxTrials,
                                atMost(atOnce, atOnce.whole(), MOST_AT_ONCE, notes)
                                        .orElse(USUAL_AT_ONCE))));
        // Katib ends with the trial that makes it so many, ours with one more; without it Katib never ends.
        var failed = spec.get("maxFailedTrialCount");
        search.put(
                "maxFailedTrials",
                atMost(failed, failed.whole(), MOST_TRIALS, notes)
                        .map(count -> Math.max(0, count - 1))
                        .orElse(maxTrials));
    }

    private static Optional<Integer> atMost(Field field, Optional<Integer> wanted, int most, List<Note> notes) {
        if (wanted.isPresent() && wanted.get() > most) {
            notes.add(Note.of(field, "is %d now, the most".formatted(most)));
            return Optional.of(most);
        }
        return wanted;
    }
}

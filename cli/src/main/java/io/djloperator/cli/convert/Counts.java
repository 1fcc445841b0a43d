package io.djloperator.cli.convert;

import java.util.List;
import java.util.Map;

/** How many trials there are, run at once and may fail. */
final class Counts {
    /** In place of no end; the records of the greatest number of trials do not fit into a search's ConfigMap. */
    private static final int USUAL_TRIALS = 1000;

    /** Katib's default, in its constants. */
    private static final int USUAL_AT_ONCE = 3;

    private Counts() {}

    /** Puts them into {@code search}. */
    static void into(Map<String, Object> search, Field spec, List<Note> notes) {
        var most = Schema.at("spec.search.maxTrials");
        var trials = spec.get("maxTrialCount");
        int maxTrials =
                trials.whole().map(count -> most.within(trials, count, notes)).orElse(USUAL_TRIALS);
        if (!trials.isPresent()) {
            notes.add(new Note(
                    trials.path(),
                    "(absent)",
                    "Katib goes on without end: `maxTrials` is %d now; set what you can afford, or a `budget`"
                            .formatted(maxTrials)));
        }
        search.put("maxTrials", maxTrials);
        search.put("parallelism", atOnce(spec.get("parallelTrialCount"), maxTrials, notes));
        // Katib ends with the trial that makes it so many, ours with one more; without it Katib never ends.
        var failed = spec.get("maxFailedTrialCount");
        search.put(
                "maxFailedTrials",
                failed.whole()
                        .map(count -> Schema.at("spec.search.maxFailedTrials").within(failed, count, notes))
                        .map(count -> Math.max(0, count - 1))
                        .orElse(maxTrials));
    }

    private static int atOnce(Field field, int maxTrials, List<Note> notes) {
        int wanted = field.whole()
                .map(count -> Schema.at("spec.search.parallelism").within(field, count, notes))
                .orElse(USUAL_AT_ONCE);
        if (field.isPresent() && wanted > maxTrials) {
            notes.add(Note.of(field, "is %d now: no more than there are trials".formatted(maxTrials)));
        }
        return Math.min(maxTrials, wanted);
    }
}

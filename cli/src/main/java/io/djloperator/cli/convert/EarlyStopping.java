package io.djloperator.cli.convert;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** By which rule a trial is stopped: Katib has `medianstop` alone. */
final class EarlyStopping {
    /** Katib's own, in its service of that name. */
    private static final int USUAL_TRIALS = 3;

    private static final int USUAL_STEP = 4;

    private EarlyStopping() {}

    /** @param halving what hyperband brings along: there can be one rule only */
    static Optional<Map<String, Object>> of(Field katib, Optional<Halving> halving, List<Note> notes) {
        var name = katib.get("algorithmName");
        if (!katib.isPresent()) {
            return halving.map(Halving::stopping);
        }
        if (halving.isPresent()) {
            katib.take();
            notes.add(Note.of(name, "is left out: hyperband has become `stopping.asha`, and there is one rule only"));
            return halving.map(Halving::stopping);
        }
        if (!name.required().equals("medianstop")) {
            katib.take();
            notes.add(Note.of(name, "no such rule here: choose `stopping.asha` or `stopping.medianStop`"));
            return Optional.empty();
        }
        var settings = Settings.of(katib);
        int minEpochs =
                settings.within("start_step", bounds("minEpochs"), notes).orElse(USUAL_STEP);
        int minTrials = settings.within("min_trials_required", bounds("minTrials"), notes)
                .orElse(USUAL_TRIALS);
        settings.unread().forEach(setting -> notes.add(Note.of(setting, "has no counterpart")));
        notes.add(Note.of(
                name,
                "is left out: it compares by epochs, and Katib does not say how many a trial has; add `stopping: {medianStop: {minEpochs: %d,"
                                .formatted(minEpochs)
                        + " minTrials: %d, maxEpochs: <last epoch>}}` to `search`, and let the program report its epoch"
                                .formatted(minTrials)));
        return Optional.empty();
    }

    private static Schema bounds(String name) {
        return Schema.at("spec.search.stopping.medianStop." + name);
    }
}

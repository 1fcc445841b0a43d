package io.djloperator.cli.convert;

import java.util.LinkedHashMap;
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
        var rule = new LinkedHashMap<String, Object>();
        rule.put("minEpochs", Math.max(1, settings.whole("start_step").orElse(USUAL_STEP)));
        rule.put(
                "minTrials",
                Math.max(1, Math.min(settings.whole("min_trials_required").orElse(USUAL_TRIALS), 1000)));
        settings.unread().forEach(setting -> notes.add(Note.of(setting, "has no counterpart")));
        notes.add(Note.of(name, "counts epochs now, not reports: the program must report its epoch"));
        return Optional.of(Map.of("medianStop", rule));
    }
}

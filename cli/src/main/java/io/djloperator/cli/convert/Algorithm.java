package io.djloperator.cli.convert;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How points are chosen: our algorithm for Katib's, with those settings that have a counterpart.
 *
 * @param algorithm the member of `algorithm`
 * @param seed empty where Katib's is random in every run
 * @param halving what hyperband becomes beside the algorithm
 */
record Algorithm(Map<String, Object> algorithm, Optional<Integer> seed, Optional<Halving> halving) {
    private static final Set<String> NO_HYPERPARAMETERS = Set.of("enas", "darts");

    /**
     * @param hasChoices whether some parameter is a list of choices
     * @throws Refused where there is no counterpart
     */
    static Algorithm of(Field katib, boolean hasChoices, List<Note> notes) {
        var name = katib.get("algorithmName");
        var settings = Settings.of(katib);
        var seeds = Schema.at("spec.search.seed");
        var seed = settings.within("random_state", seeds, notes).or(() -> settings.within("seed", seeds, notes));
        var known = name.required();
        Optional<Halving> halving =
                known.equals("hyperband") ? Optional.of(Halving.of(name, settings, notes)) : Optional.empty();
        var ours = switch (known) {
            case "random" -> Map.<String, Object>of("random", Map.of());
            case "grid" -> Map.<String, Object>of("grid", Map.of());
            case "sobol" -> Map.<String, Object>of("sobol", Map.of());
            case "tpe", "multivariate-tpe" -> guided("tpe", settings.within("n_startup_trials", startup("tpe"), notes));
            case "bayesianoptimization" -> guided("gp", settings.within("n_initial_points", startup("gp"), notes));
            case "cmaes" -> cmaEs(name, hasChoices, notes);
            case "hyperband" -> guided("tpe", Optional.empty());
            default ->
                throw new Refused(
                        name,
                        NO_HYPERPARAMETERS.contains(known)
                                ? "searches for an architecture inside of one training program, not for parameters: there is no counterpart"
                                : known.equals("pbt")
                                        ? "changes the parameters of trainings that go on, with shared checkpoints: there is no counterpart;"
                                                + " choose tpe with early stopping in the Experiment, and convert again"
                                        : "no algorithm of Katib that is known here (known: random, grid, sobol, tpe, multivariate-tpe,"
                                                + " bayesianoptimization, cmaes, hyperband)");
        };
        halving.ifPresent(rungs -> notes.add(Note.of(name, rungs.advice())));
        settings.unread().forEach(setting -> notes.add(Note.of(setting, "has no counterpart: ours chooses by itself")));
        return new Algorithm(ours, seed, halving);
    }

    private static Map<String, Object> guided(String name, Optional<Integer> startupTrials) {
        var settings = new LinkedHashMap<String, Object>();
        startupTrials.ifPresent(trials -> settings.put("startupTrials", trials));
        return Map.of(name, settings);
    }

    private static Schema startup(String name) {
        return Schema.at("spec.search.algorithm.%s.startupTrials".formatted(name));
    }

    private static Map<String, Object> cmaEs(Field name, boolean hasChoices, List<Note> notes) {
        if (!hasChoices) {
            return Map.of("cmaEs", Map.of());
        }
        notes.add(Note.of(name, "is `tpe` now: ours is for numbers alone, and some parameter is a list of choices"));
        return guided("tpe", Optional.empty());
    }
}

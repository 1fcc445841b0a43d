package io.djloperator.cli.convert;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where values go that need a place in the spec, since no variable is put in there: a JSON Pointer for each parameter, one at most. */
final class Places {
    private final Placeholders placeholders;
    private final List<Note> notes;
    private final Map<String, String> paths = new LinkedHashMap<>();

    Places(Placeholders placeholders, List<Note> notes) {
        this.placeholders = placeholders;
        this.notes = notes;
    }

    /**
     * {@code text} where no parameter is in it; else empty, and its parameter goes to {@code path}, or a note says why it cannot.
     */
    Optional<String> value(Field field, String text, String path) {
        var constant = placeholders.withConstants(text);
        if (!Placeholders.isIn(constant)) {
            return Optional.of(constant);
        }
        var only = placeholders.only(constant);
        if (only.isPresent() && paths.putIfAbsent(only.get(), path) == null) {
            return Optional.empty();
        }
        if (placeholders.inAny(constant).isEmpty()) {
            notes.add(Note.of(field, "is left out: nothing is put in for this placeholder any more"));
            return Optional.empty();
        }
        notes.add(Note.of(
                field,
                "is left out: only a value that is one placeholder as a whole can be put in, each parameter at one place;"
                        + only.map(name -> " the program finds it in " + Placeholders.variable(name))
                                .orElse(" the program finds each parameter in DJL_PARAM_<NAME>")));
        return Optional.empty();
    }

    Optional<String> path(String parameter) {
        return Optional.ofNullable(paths.get(parameter));
    }

    Placeholders placeholders() {
        return placeholders;
    }
}

package io.djloperator.cli.convert;

import io.djloperator.api.v1alpha1.Api;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Names in the form that ours must have. */
final class Names {
    private static final int MOST_OF_SEARCH = Api.MAX_SEARCH_NAME_LENGTH;
    private static final int MOST_OF_PARAMETER =
            Schema.at("spec.search.parameters[].name").mostCharacters();

    private Names() {}

    /** The name of the search; a note where it could not stay. */
    static String search(Field name, List<Note> notes) {
        var wanted = name.text().orElse("search");
        var fitting =
                wanted.toLowerCase(Locale.ROOT).replaceAll("[^-a-z0-9]", "-").replaceFirst("^[^a-z]+", "");
        fitting =
                fitting.substring(0, Math.min(MOST_OF_SEARCH, fitting.length())).replaceFirst("-+$", "");
        if (fitting.isEmpty()) {
            fitting = "search";
        }
        if (name.isPresent() && !fitting.equals(wanted)) {
            notes.add(Note.of(
                    name,
                    "is now '%s': a search's name has at most %d characters and begins with a letter"
                            .formatted(fitting, MOST_OF_SEARCH)));
        }
        return fitting;
    }

    /** Our names of parameters by Katib's, in their order: num-epochs is num_epochs. No two have the same environment variable. */
    static Map<String, String> parameters(List<Field> wanted, List<Note> notes) {
        var names = new LinkedHashMap<String, String>();
        var variables = new HashSet<String>();
        for (var field : wanted) {
            var name = field.required();
            var letters = name.replaceAll("[^a-zA-Z0-9_]", "_");
            var fitting = letters.matches("[a-zA-Z].*") ? letters : "p" + letters;
            fitting = fitting.substring(0, Math.min(MOST_OF_PARAMETER - 3, fitting.length()));
            var free = fitting;
            for (int i = 2; !variables.add(Placeholders.variable(free)); i++) {
                free = fitting + "_" + i;
            }
            if (!free.equals(fitting)) {
                notes.add(Note.of(
                        field,
                        "is now '%s', and comes as %s: another parameter comes as %s"
                                .formatted(free, Placeholders.variable(free), Placeholders.variable(fitting))));
            }
            names.put(name, free);
        }
        return names;
    }
}

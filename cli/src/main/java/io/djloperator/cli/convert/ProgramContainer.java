package io.djloperator.cli.convert;

import io.djloperator.api.v1alpha1.Container;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The container that trains: image, command, arguments and environment. */
final class ProgramContainer {
    private ProgramContainer() {}

    static Map<String, Object> of(Field container, Places places, List<Note> notes) {
        var ours = new LinkedHashMap<String, Object>();
        container.get("name").text();
        container.get("imagePullPolicy").text();
        var image = container.get("image");
        ours.put("image", image(image, places));
        arguments(container.get("command"), places, notes, ours, "command");
        arguments(container.get("args"), places, notes, ours, "args");
        var env = environment(container.get("env"), places, notes);
        if (!env.isEmpty()) {
            ours.put("env", env);
        }
        return ours;
    }

    private static String image(Field image, Places places) {
        var text = places.placeholders().withConstants(image.required());
        if (Placeholders.isIn(text)) {
            throw new Refused(
                    image,
                    "an image cannot be put together: set one, and vary it by a parameter with the path /container/image");
        }
        return text;
    }

    private static void arguments(Field list, Places places, List<Note> notes, Map<String, Object> ours, String name) {
        var words = list.elements().stream()
                .map(word -> places.placeholders().inArgument(word, notes))
                .toList();
        if (!words.isEmpty()) {
            ours.put(name, words);
        }
    }

    private static List<Map<String, Object>> environment(Field list, Places places, List<Note> notes) {
        var variables = new ArrayList<Map<String, Object>>();
        var last = new HashMap<String, Field>();
        list.elements().forEach(entry -> last.put(entry.get("name").required(), entry));
        for (var entry : list.elements()) {
            var name = entry.get("name").required();
            var value = entry.get("value");
            if (Container.isReserved(name)) {
                entry.take();
                notes.add(Note.of(entry, "is left out: the operator sets this variable itself"));
            } else if (places.placeholders().variables().contains(name)) {
                entry.take();
                notes.add(Note.of(entry, "is left out: in this variable a parameter of the search comes"));
            } else if (!last.get(name).path().equals(entry.path())) {
                entry.take();
                notes.add(Note.of(entry, "is left out: the variable stands there twice, and the last one counts"));
            } else if (entry.get("valueFrom").isPresent()) {
                entry.take();
                notes.add(Note.of(
                        entry,
                        "is left out: a variable has a value of its own here; pods get no Secret, so put what the program needs onto"
                                + " the claim of `output`"));
            } else {
                var variable = new LinkedHashMap<String, Object>();
                variable.put("name", name);
                var text = value.text().orElse("");
                if (text.contains("$(")) {
                    notes.add(Note.of(value, "is taken literally here: $(…) is put in in `command` and `args` alone"));
                }
                var isLiteral = !Placeholders.isIn(places.placeholders().withConstants(text));
                var isWhole = places.placeholders().only(text).isPresent();
                places.value(value, text, "/container/env/" + variables.size() + "/value")
                        .ifPresent(constant -> variable.put("value", constant));
                if (isLiteral || isWhole && isPlaced(places, text, variables.size())) {
                    variables.add(variable);
                }
            }
        }
        return variables;
    }

    private static boolean isPlaced(Places places, String text, int index) {
        return places.placeholders()
                .only(text)
                .flatMap(places::path)
                .filter(path -> path.equals("/container/env/" + index + "/value"))
                .isPresent();
    }
}

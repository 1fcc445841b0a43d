package io.djloperator.cli.convert;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The list `algorithmSettings`: names and values. */
final class Settings {
    private final Map<String, Field> values;
    private final List<String> read = new ArrayList<>();

    private Settings(Map<String, Field> values) {
        this.values = values;
    }

    static Settings of(Field algorithm) {
        var values = new LinkedHashMap<String, Field>();
        for (var setting : algorithm.get("algorithmSettings").elements()) {
            values.put(setting.get("name").required(), setting);
            setting.take();
        }
        return new Settings(values);
    }

    Optional<Integer> whole(String name) {
        read.add(name);
        return Optional.ofNullable(values.get(name))
                .flatMap(setting -> setting.get("value").whole());
    }

    /** The same, or what comes nearest to it within {@code bounds}, which a note says. */
    Optional<Integer> within(String name, Schema bounds, List<Note> notes) {
        return whole(name).map(wanted -> fitting(name, wanted, bounds, notes));
    }

    /** {@code wanted}, or what comes nearest to it; where the setting is there a note says so. */
    int fitting(String name, int wanted, Schema bounds, List<Note> notes) {
        return values.containsKey(name) ? bounds.within(values.get(name), wanted, notes) : wanted;
    }

    Optional<String> text(String name) {
        read.add(name);
        return Optional.ofNullable(values.get(name))
                .flatMap(setting -> setting.get("value").text());
    }

    /** Without what stands behind the point. */
    Optional<Integer> floor(String name) {
        read.add(name);
        return Optional.ofNullable(values.get(name))
                .flatMap(setting -> setting.get("value").number())
                .map(number -> number.min(BigDecimal.valueOf(Integer.MAX_VALUE)).intValue());
    }

    /** Settings that were not asked for. */
    List<Field> unread() {
        return values.entrySet().stream()
                .filter(setting -> !read.contains(setting.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }
}

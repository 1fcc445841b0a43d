package io.djloperator.cli.convert;

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

    Optional<String> text(String name) {
        read.add(name);
        return Optional.ofNullable(values.get(name))
                .flatMap(setting -> setting.get("value").text());
    }

    /** The largest whole number that is no greater. */
    Optional<Integer> floor(String name) {
        read.add(name);
        return Optional.ofNullable(values.get(name))
                .flatMap(setting -> setting.get("value").number())
                .map(Number::intValue);
    }

    /** Settings that were not asked for. */
    List<Field> unread() {
        return values.entrySet().stream()
                .filter(setting -> !read.contains(setting.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }
}

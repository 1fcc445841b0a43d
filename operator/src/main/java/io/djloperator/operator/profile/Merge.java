package io.djloperator.operator.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Lays what a user says over what a profile says. Pure: neither tree is changed. */
final class Merge {
    private static final String ACCELERATOR = "accelerator";

    private Merge() {}

    /** Objects are merged field by field; of anything else, lists too, the user's goes before as a whole. */
    static JsonNode over(JsonNode profile, JsonNode user) {
        if (!profile.isObject() || !user.isObject()) {
            return user;
        }
        ObjectNode merged = profile.deepCopy();
        user.properties().forEach(field -> {
            var below = merged.path(field.getKey());
            merged.set(
                    field.getKey(),
                    isAnotherAccelerator(field.getKey(), below, field.getValue())
                            ? field.getValue()
                            : over(below, field.getValue()));
        });
        return merged;
    }

    /** Count, product and memory of one kind of device say nothing about another. */
    private static boolean isAnotherAccelerator(String field, JsonNode profile, JsonNode user) {
        return field.equals(ACCELERATOR) && !profile.path("resource").equals(user.path("resource"));
    }
}

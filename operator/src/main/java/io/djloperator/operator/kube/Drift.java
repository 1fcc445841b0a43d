package io.djloperator.operator.kube;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;

/**
 * Whether a stored object still says what we render: every field of ours is there with our value. Fields that we do not render
 * (defaults, other managers' fields, {@code replicas} under an autoscaler) do not count. Pure, and needs no managed fields.
 */
public final class Drift {
    private static final KubernetesSerialization JSON = new KubernetesSerialization();

    private Drift() {}

    /** Whether {@code stored} differs from {@code rendered} in a field that {@code rendered} has. */
    public static boolean between(HasMetadata rendered, HasMetadata stored) {
        return !holds(tree(rendered), tree(stored));
    }

    private static JsonNode tree(HasMetadata object) {
        return JSON.convertValue(object, JsonNode.class);
    }

    private static boolean holds(JsonNode wanted, JsonNode actual) {
        if (wanted.isObject()) {
            return wanted.properties().stream()
                    .allMatch(
                            field -> isEmpty(field.getValue()) || holds(field.getValue(), actual.path(field.getKey())));
        }
        if (wanted.isArray()) {
            return holdsAll(wanted, actual);
        }
        return wanted.equals(actual) || sameQuantity(wanted.asText(), actual.asText());
    }

    /** Named elements are matched by name, as server-side apply merges them; others by their place. */
    private static boolean holdsAll(JsonNode wanted, JsonNode actual) {
        for (int i = 0; i < wanted.size(); i++) {
            var element = wanted.get(i);
            var match = element.hasNonNull("name") ? named(actual, element.get("name")) : actual.path(i);
            if (!holds(element, match)) {
                return false;
            }
        }
        return true;
    }

    private static JsonNode named(JsonNode list, JsonNode name) {
        for (var element : list) {
            if (element.path("name").equals(name)) {
                return element;
            }
        }
        return list.path("absent");
    }

    private static boolean isEmpty(JsonNode node) {
        return node.isNull() || node.isContainerNode() && node.isEmpty();
    }

    private static boolean sameQuantity(String wanted, String actual) {
        try {
            return Quantity.parse(wanted).equals(Quantity.parse(actual));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}

package io.djloperator.operator.kube;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Map;
import java.util.TreeMap;

/**
 * Whether a stored object still says what we render: every field of ours is there with our value, and nobody has added to the spec.
 * Defaults do not count, nor what tools write into labels and annotations. Pure.
 */
public final class Drift {
    private static final KubernetesSerialization JSON = new KubernetesSerialization();

    private Drift() {}

    /** Whether {@code stored} differs from {@code rendered} in a field that {@code rendered} has. */
    public static boolean between(HasMetadata rendered, HasMetadata stored) {
        var wanted = tree(rendered);
        var actual = tree(stored);
        return !holds(wanted, actual) || Additions.in(actual, wanted);
    }

    /** {@code rendered} as the whole successor of {@code stored}: only what others wrote into the metadata stays. */
    public static <T extends HasMetadata> T restored(T rendered, HasMetadata stored) {
        var metadata = rendered.getMetadata();
        metadata.setResourceVersion(stored.getMetadata().getResourceVersion());
        metadata.setFinalizers(stored.getMetadata().getFinalizers());
        metadata.setLabels(merged(stored.getMetadata().getLabels(), metadata.getLabels()));
        metadata.setAnnotations(merged(stored.getMetadata().getAnnotations(), metadata.getAnnotations()));
        return rendered;
    }

    private static Map<String, String> merged(Map<String, String> others, Map<String, String> ours) {
        var all = new TreeMap<String, String>();
        all.putAll(others == null ? Map.of() : others);
        all.putAll(ours == null ? Map.of() : ours);
        return all;
    }

    private static JsonNode tree(HasMetadata object) {
        return JSON.convertValue(object, JsonNode.class);
    }

    /** Whether all that {@code wanted} says is in {@code actual}. */
    static boolean holds(JsonNode wanted, JsonNode actual) {
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

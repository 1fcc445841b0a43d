package io.djloperator.operator.kube;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * Whether somebody has set a field of a spec that we do not render, by what the API server notes of each field's manager. A default is
 * nobody's, so it does not count. The form of the notes: {@code f:} a field, {@code k:} a list's element by its keys
 * (structured-merge-diff, value.FieldsV1).
 */
final class Additions {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Additions() {}

    /** Whether a manager of {@code stored} set a field below {@code spec} that {@code rendered} has not. */
    static boolean in(JsonNode stored, JsonNode rendered) {
        for (var entry : stored.at("/metadata/managedFields")) {
            var spec = entry.at("/fieldsV1/f:spec");
            if (entry.path("subresource").asText().isEmpty()
                    && goesBeyond(spec, rendered.path("spec"), stored.path("spec"))) {
                return true;
            }
        }
        return false;
    }

    private static boolean goesBeyond(JsonNode fields, JsonNode rendered, JsonNode stored) {
        var isNotedAsAWhole = true;
        for (var field : fields.properties()) {
            var key = field.getKey();
            if (!key.startsWith("f:") && !key.startsWith("k:")) {
                continue;
            }
            isNotedAsAWhole = false;
            // Annotations of the pods are how `kubectl rollout restart` works.
            if (!key.equals("f:annotations")
                    && goesBeyond(field.getValue(), child(rendered, key), child(stored, key))) {
                return true;
            }
        }
        // A selector, for one, has one manager for all its entries.
        return isNotedAsAWhole && !stored.isMissingNode() && !Drift.holds(stored, rendered);
    }

    private static JsonNode child(JsonNode parent, String key) {
        var name = key.substring(2);
        return key.startsWith("f:") ? parent.path(name) : element(parent, name);
    }

    private static JsonNode element(JsonNode list, String keys) {
        try {
            var wanted = JSON.readTree(keys);
            for (var element : list) {
                if (wanted.properties().stream().allMatch(key -> key.getValue().equals(element.path(key.getKey())))) {
                    return element;
                }
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the API server notes fields in an unknown form: " + keys, e);
        }
        return list.path("absent");
    }
}

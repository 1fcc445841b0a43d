package io.djloperator.local.node;

import io.fabric8.kubernetes.api.model.Pod;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the downward API tells a container of its own pod. Pure. */
final class FieldPath {
    private static final Pattern ENTRY = Pattern.compile("metadata\\.(annotations|labels)\\['(.+)']");

    private FieldPath() {}

    /**
     * The text of one field; empty text where the pod has no such annotation or label.
     *
     * @throws IllegalArgumentException where the downward API has no such field, or this node does not
     */
    static String value(Pod pod, String path) {
        var metadata = pod.getMetadata();
        var entry = ENTRY.matcher(path);
        if (entry.matches()) {
            var all = entry.group(1).equals("labels") ? metadata.getLabels() : metadata.getAnnotations();
            return Optional.ofNullable(all).orElse(Map.of()).getOrDefault(entry.group(2), "");
        }
        return switch (path) {
            case "metadata.name" -> metadata.getName();
            case "metadata.namespace" -> metadata.getNamespace();
            case "metadata.uid" -> metadata.getUid();
            case "spec.nodeName" -> Node.NAME;
            case "spec.serviceAccountName" ->
                Optional.ofNullable(pod.getSpec().getServiceAccountName()).orElse("");
            case "status.podIP", "status.podIPs", "status.hostIP", "status.hostIPs" -> PodProgress.ADDRESS;
            default -> throw new IllegalArgumentException("fieldPath: this node has no field '" + path + "'");
        };
    }
}

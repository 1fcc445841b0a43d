package io.djloperator.local.api.embedded;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Events have two forms in Kubernetes; written in the newer one, they are also listed in the older one, which kubectl reads. */
final class CoreEvents {
    private CoreEvents() {}

    static boolean are(Kind kind) {
        return kind.name().equals("Event") && kind.group().isEmpty();
    }

    static boolean areNewer(Kind kind) {
        return kind.name().equals("Event") && kind.group().equals("events.k8s.io");
    }

    /** The older form of an {@code events.k8s.io/v1} event. */
    static ObjectNode of(ObjectNode newer) {
        var event = newer.deepCopy().put("apiVersion", "v1");
        event.set("involvedObject", newer.path("regarding"));
        event.set("message", newer.path("note"));
        event.set("firstTimestamp", newer.at("/metadata/creationTimestamp"));
        event.set("lastTimestamp", newer.at("/metadata/creationTimestamp"));
        event.put("count", 1);
        event.putObject("source")
                .put("component", newer.path("reportingController").asText());
        return event;
    }
}

package io.djloperator.operator.kube;

import io.djloperator.api.v1alpha1.Api;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.api.model.events.v1.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Publishes Events. The name is made from what it says, so the same notice is one Event, however often it is published. */
public final class Events {
    private static final Logger LOG = Logger.getLogger(Events.class);
    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private Events() {}

    /** Makes an Event about {@code about}; where that fails, nothing else does. */
    public static void publish(Notice notice, HasMetadata about, KubernetesClient client, Instant now) {
        var meta = about.getMetadata();
        var identity = meta.getUid() + notice.reason() + notice.note();
        var event = new EventBuilder()
                .withNewMetadata()
                .withName(meta.getName() + "." + UUID.nameUUIDFromBytes(identity.getBytes(StandardCharsets.UTF_8)))
                .withNamespace(meta.getNamespace())
                .endMetadata()
                .withType(notice.warning() ? "Warning" : "Normal")
                .withReason(notice.reason())
                .withNote(notice.note())
                .withAction("Reconcile")
                .withEventTime(new MicroTime(MICROS.format(now)))
                .withReportingController(Api.GROUP + "/operator")
                .withReportingInstance("djl-operator")
                .withRegarding(new ObjectReferenceBuilder()
                        .withApiVersion(about.getApiVersion())
                        .withKind(about.getKind())
                        .withName(meta.getName())
                        .withNamespace(meta.getNamespace())
                        .withUid(meta.getUid())
                        .build())
                .build();
        try {
            client.events().v1().events().resource(event).create();
        } catch (KubernetesClientException e) {
            // Told already, refused, or lost in bad times: an Event is a courtesy and must not keep a status from being
            // written.
            LOG.debugf(e, "no Event for %s/%s", meta.getNamespace(), meta.getName());
        }
    }
}

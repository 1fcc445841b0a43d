package io.djloperator.local.api.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.djloperator.local.api.embedded.Target.Key;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.UUID;
import java.util.regex.Pattern;

/** What the API server itself does to an object on its way into the store: identity, defaults, validation. */
final class Admission {
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([-.a-z0-9]{0,251}[a-z0-9])?");
    private static final long DEFAULT_GRACE_SECONDS = 30;

    private final Store store;
    private final Kinds kinds;

    Admission(Store store, Kinds kinds) {
        this.store = store;
        this.kinds = kinds;
    }

    /** Checks and completes a new object. */
    void create(Key key, ObjectNode object) {
        if (!NAME.matcher(key.name()).matches()) {
            throw ApiFailure.invalid(key.quoted() + " is invalid: metadata.name: Invalid value: \"" + key.name()
                    + "\": must be lower case letters, digits, '-' and '.', at most 253");
        }
        if (key.kind().namespaced() && !namespaceExists(key.namespace())) {
            throw ApiFailure.notFound("namespaces \"" + key.namespace() + "\"");
        }
        var metadata = Store.metadata(object);
        metadata.put("name", key.name())
                .put("uid", UUID.randomUUID().toString())
                .put("creationTimestamp", now());
        if (key.kind().namespaced()) {
            metadata.put("namespace", key.namespace());
        }
        metadata.remove("deletionTimestamp");
        if (key.kind().countsGeneration()) {
            metadata.put("generation", 1);
        }
        if (key.kind().hasStatus()) {
            object.remove("status");
        }
        byKind(key, object);
        validate(key, object);
    }

    /** Checks a changed object against its CRD's schema. */
    void validate(Key key, ObjectNode object) {
        object.put("apiVersion", key.kind().apiVersion()).put("kind", key.kind().name());
        var problems = Schema.defaultAndValidate(object, schema(key.kind()));
        if (!problems.isEmpty()) {
            throw ApiFailure.invalid(key.kind().name() + "." + key.kind().group() + " \"" + key.name()
                    + "\" is invalid: " + String.join("; ", problems));
        }
    }

    /** After the write: a CustomResourceDefinition makes its kinds known. */
    void written(Key key, ObjectNode object) {
        if (key.kind().name().equals("CustomResourceDefinition")) {
            kinds.define(object);
        }
    }

    void removed(Key key, ObjectNode object) {
        if (key.kind().name().equals("CustomResourceDefinition")) {
            kinds.forget(object);
        }
    }

    /** How long a pod that a node runs may take to end; 0 where the object goes at once. */
    static long graceSeconds(Key key, ObjectNode object, String asked) {
        var runs = key.kind().name().equals("Pod")
                && !object.path("spec").path("nodeName").asText().isEmpty()
                && !object.path("status").path("phase").asText().matches("Succeeded|Failed");
        if (!runs) {
            return 0;
        }
        return asked.matches("\\d{1,6}")
                ? Long.parseLong(asked)
                : object.path("spec").path("terminationGracePeriodSeconds").asLong(DEFAULT_GRACE_SECONDS);
    }

    static String now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private boolean namespaceExists(String namespace) {
        return kinds.find("", "v1", "namespaces")
                .flatMap(kind -> store.get(new Key(kind, "", namespace)))
                .isPresent();
    }

    private static void byKind(Key key, ObjectNode object) {
        switch (key.kind().name()) {
            case "Pod" -> object.putObject("status").put("phase", "Pending").put("qosClass", "Burstable");
            case "Secret" -> encode(object);
            case "Namespace" -> object.putObject("status").put("phase", "Active");
            case "PersistentVolumeClaim" -> object.putObject("status").put("phase", "Pending");
            case "CustomResourceDefinition" -> {
                var status = object.putObject("status");
                var conditions = status.putArray("conditions");
                for (var type : new String[] {"NamesAccepted", "Established"}) {
                    conditions
                            .addObject()
                            .put("type", type)
                            .put("status", "True")
                            .put("reason", "Embedded")
                            .put("message", "")
                            .put("lastTransitionTime", now());
                }
                status.set("acceptedNames", object.path("spec").path("names").deepCopy());
            }
            default -> {} // nothing to complete
        }
    }

    /** A Secret's {@code stringData} is its {@code data}, for those who write. */
    private static void encode(ObjectNode secret) {
        if (!secret.has("type")) {
            secret.put("type", "Opaque");
        }
        if (secret.remove("stringData") instanceof ObjectNode texts) {
            var data = secret.withObject("/data");
            texts.properties()
                    .forEach(text -> data.put(
                            text.getKey(),
                            Base64.getEncoder()
                                    .encodeToString(text.getValue().asText().getBytes(StandardCharsets.UTF_8))));
        }
    }

    private JsonNode schema(Kind kind) {
        var definitions = kinds.find("apiextensions.k8s.io", "v1", "customresourcedefinitions")
                .orElseThrow();
        var none = (JsonNode) MissingNode.getInstance();
        return store.get(new Key(definitions, "", kind.plural() + "." + kind.group()))
                .map(definition -> {
                    for (var version : definition.path("spec").path("versions")) {
                        if (version.path("name").asText().equals(kind.version())) {
                            return version.path("schema").path("openAPIV3Schema");
                        }
                    }
                    return none;
                })
                .orElse(none);
    }
}

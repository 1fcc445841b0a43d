package io.djloperator.local.api.embedded;

import java.util.List;
import java.util.Locale;

/**
 * One kind of object as the API server knows it.
 *
 * @param hasStatus whether {@code /status} is a path of its own, so that the main path leaves the status alone
 * @param countsGeneration whether {@code metadata.generation} counts the changes of the spec
 */
record Kind(
        String group,
        String version,
        String name,
        String plural,
        boolean namespaced,
        boolean hasStatus,
        boolean countsGeneration,
        List<String> shortNames,
        List<String> categories) {

    String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    String root() {
        return (group.isEmpty() ? "/api/" : "/apis/") + apiVersion();
    }

    String singular() {
        return name.toLowerCase(Locale.ROOT);
    }

    /** As messages name an object: {@code trainingjobs.djl-operator.io "hmda"}. */
    String quoted(String objectName) {
        return plural + (group.isEmpty() ? "" : "." + group) + " \"" + objectName + "\"";
    }
}

package io.djloperator.local.api.embedded;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a request path names: a collection where {@code name} is empty, else one object or one of its subresources.
 *
 * @param namespace empty for cluster-wide kinds and for collections over all namespaces
 */
record Target(Kind kind, String namespace, String name, String subresource) {

    /** Reads {@code /api/v1/…} and {@code /apis/<group>/<version>/…}; empty where no known kind is named. */
    static Optional<Target> parse(String path, Kinds kinds) {
        var segments = new ArrayList<>(
                Arrays.stream(path.split("/")).filter(s -> !s.isEmpty()).toList());
        var isCore = !segments.isEmpty() && segments.get(0).equals("api");
        if (segments.size() < (isCore ? 3 : 4)) {
            return Optional.empty();
        }
        var group = isCore ? "" : segments.get(1);
        var version = segments.get(isCore ? 1 : 2);
        return resource(group, version, segments.subList(isCore ? 2 : 3, segments.size()), kinds);
    }

    private static Optional<Target> resource(String group, String version, List<String> rest, Kinds kinds) {
        // /namespaces/x names a Namespace, /namespaces/x/pods the pods in it.
        var inNamespace = rest.size() >= 3
                && rest.get(0).equals("namespaces")
                && kinds.find(group, version, rest.get(2)).isPresent();
        var namespace = inNamespace ? rest.get(1) : "";
        var words = inNamespace ? rest.subList(2, rest.size()) : rest;
        if (words.size() > 3) {
            return Optional.empty();
        }
        return kinds.find(group, version, words.get(0))
                .map(kind -> new Target(
                        kind, namespace, words.size() > 1 ? words.get(1) : "", words.size() > 2 ? words.get(2) : ""));
    }

    boolean isCollection() {
        return name.isEmpty();
    }

    Key key() {
        return new Key(kind, namespace, name);
    }

    /** Names one stored object. */
    record Key(Kind kind, String namespace, String name) {
        String quoted() {
            return kind.quoted(name);
        }
    }
}

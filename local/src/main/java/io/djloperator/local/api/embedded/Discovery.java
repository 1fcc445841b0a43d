package io.djloperator.local.api.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/** What kubectl and clients ask before anything else: which groups, versions and kinds there are. */
final class Discovery {
    private static final List<String> VERBS =
            List.of("create", "delete", "deletecollection", "get", "list", "patch", "update", "watch");

    private final Kinds kinds;

    Discovery(Kinds kinds) {
        this.kinds = kinds;
    }

    /** The answer to a discovery path; empty for every other path. */
    Optional<JsonNode> answer(String path) {
        return switch (path) {
            case "/version" -> Optional.of(version());
            case "/api" -> Optional.of(coreVersions());
            case "/apis" -> Optional.of(groups());
            case "/openapi/v3" -> Optional.of(openApiRoot());
            default ->
                path.startsWith("/openapi/v3/") ? openApi(path.substring("/openapi/v3".length())) : resources(path);
        };
    }

    private static JsonNode version() {
        return object().put("major", "1")
                .put("minor", "33")
                .put("gitVersion", "v1.33.0+djl-operator-embedded")
                .put("platform", "java");
    }

    private static JsonNode coreVersions() {
        var versions = object().put("kind", "APIVersions").put("apiVersion", "v1");
        versions.putArray("versions").add("v1");
        return versions;
    }

    private JsonNode groups() {
        var versionsByGroup = new LinkedHashMap<String, LinkedHashSet<String>>();
        kinds.all().stream()
                .filter(kind -> !kind.group().isEmpty())
                .forEach(kind -> versionsByGroup
                        .computeIfAbsent(kind.group(), group -> new LinkedHashSet<>())
                        .add(kind.version()));
        var list = object().put("kind", "APIGroupList").put("apiVersion", "v1");
        var groups = list.putArray("groups");
        versionsByGroup.forEach((name, versions) -> {
            var group = groups.addObject().put("name", name);
            var array = group.putArray("versions");
            versions.forEach(version ->
                    array.addObject().put("groupVersion", name + "/" + version).put("version", version));
            group.set("preferredVersion", array.get(0));
        });
        return list;
    }

    private Optional<JsonNode> resources(String path) {
        var here = kinds.all().stream().filter(kind -> kind.root().equals(path)).toList();
        if (here.isEmpty()) {
            return Optional.empty();
        }
        var list = object().put("kind", "APIResourceList")
                .put("apiVersion", "v1")
                .put("groupVersion", here.get(0).apiVersion());
        var resources = list.putArray("resources");
        for (var kind : here) {
            var resource = resource(kind, kind.plural(), VERBS).put("singularName", kind.singular());
            kind.shortNames().forEach(resource.putArray("shortNames")::add);
            kind.categories().forEach(resource.putArray("categories")::add);
            resources.add(resource);
            if (kind.hasStatus()) {
                resources.add(resource(kind, kind.plural() + "/status", List.of("get", "patch", "update")));
            }
            if (kind.name().equals("Pod")) {
                resources.add(resource(kind, kind.plural() + "/log", List.of("get")));
            }
        }
        return Optional.of(list);
    }

    private static ObjectNode resource(Kind kind, String name, List<String> verbs) {
        var resource = object().put("name", name)
                .put("singularName", "")
                .put("namespaced", kind.namespaced())
                .put("kind", kind.name());
        verbs.forEach(resource.putArray("verbs")::add);
        return resource;
    }

    private JsonNode openApiRoot() {
        var root = object();
        var paths = root.putObject("paths");
        kinds.all()
                .forEach(kind -> paths.putObject(kind.root().substring(1))
                        .put("serverRelativeURL", "/openapi/v3" + kind.root()));
        return root;
    }

    /** No schemas: just what tells kubectl that the server checks unknown fields itself, without which it refuses to apply. */
    private Optional<JsonNode> openApi(String root) {
        var here = kinds.all().stream().filter(kind -> kind.root().equals(root)).toList();
        if (here.isEmpty()) {
            return Optional.empty();
        }
        var document = object().put("openapi", "3.0.0");
        document.putObject("info").put("title", "djl-operator").put("version", "embedded");
        var paths = document.putObject("paths");
        for (var kind : here) {
            var patch = paths.putObject(kind.root() + "/" + kind.plural() + "/{name}")
                    .putObject("patch");
            patch.putObject("x-kubernetes-group-version-kind")
                    .put("group", kind.group())
                    .put("version", kind.version())
                    .put("kind", kind.name());
            patch.putArray("parameters")
                    .addObject()
                    .put("name", "fieldValidation")
                    .put("in", "query");
            patch.putObject("responses");
        }
        document.putObject("components").putObject("schemas");
        return Optional.of(document);
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}

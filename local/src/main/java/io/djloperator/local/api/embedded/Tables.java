package io.djloperator.local.api.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Objects as {@code meta.k8s.io/v1 Table}, with the columns that a CRD names: what {@code kubectl get} prints. */
final class Tables {
    private Tables() {}

    /** One printed column. */
    record Column(String name, String type, String jsonPath, int priority) {
        static List<Column> of(JsonNode definitionVersion) {
            var columns = new ArrayList<Column>();
            columns.add(new Column("Name", "string", ".metadata.name", 0));
            definitionVersion
                    .path("additionalPrinterColumns")
                    .forEach(column -> columns.add(new Column(
                            column.path("name").asText(),
                            column.path("type").asText(),
                            column.path("jsonPath").asText(),
                            column.path("priority").asInt())));
            if (columns.size() == 1) {
                columns.add(new Column("Age", "date", ".metadata.creationTimestamp", 0));
            }
            return columns;
        }
    }

    static ObjectNode table(List<ObjectNode> objects, List<Column> columns, String revision, Instant now) {
        var table = JsonNodeFactory.instance.objectNode().put("kind", "Table").put("apiVersion", "meta.k8s.io/v1");
        table.putObject("metadata").put("resourceVersion", revision);
        var definitions = table.putArray("columnDefinitions");
        columns.forEach(column -> definitions
                .addObject()
                .put("name", column.name())
                .put("type", column.type())
                .put("format", column.name().equals("Name") ? "name" : "")
                .put("priority", column.priority()));
        var rows = table.putArray("rows");
        for (var object : objects) {
            var row = rows.addObject();
            var cells = row.putArray("cells");
            columns.forEach(column -> cells.add(cell(object, column, now)));
            var meta =
                    row.putObject("object").put("kind", "PartialObjectMetadata").put("apiVersion", "meta.k8s.io/v1");
            meta.set("metadata", object.path("metadata"));
        }
        return table;
    }

    private static JsonNode cell(JsonNode object, Column column, Instant now) {
        var value = JsonPath.find(object, column.jsonPath());
        if (column.type().equals("date")) {
            return JsonNodeFactory.instance.textNode(value.isMissingNode() ? "<unknown>" : age(value.asText(), now));
        }
        return value.isMissingNode() ? JsonNodeFactory.instance.textNode("") : value;
    }

    static String age(String since, Instant now) {
        var age = Duration.between(Instant.parse(since), now);
        if (age.toMinutes() < 2) {
            return Math.max(0, age.toSeconds()) + "s";
        }
        return age.toHours() < 2 ? age.toMinutes() + "m" : age.toDays() < 2 ? age.toHours() + "h" : age.toDays() + "d";
    }
}

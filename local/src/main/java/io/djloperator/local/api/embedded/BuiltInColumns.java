package io.djloperator.local.api.embedded;

import io.djloperator.local.api.embedded.Tables.Column;
import java.util.ArrayList;
import java.util.List;

/** The columns of the built-in kinds that a user of this project looks at. */
final class BuiltInColumns {
    private BuiltInColumns() {}

    static List<Column> of(Kind kind) {
        var columns = new ArrayList<Column>();
        columns.add(column("Name", ".metadata.name"));
        columns.addAll(
                switch (kind.name()) {
                    case "Pod" ->
                        List.of(
                                column("Ready", ".status.conditions[?(@.type==\"Ready\")].status"),
                                column("Status", ".status.phase"));
                    case "Job" -> List.of(column("Succeeded", ".status.succeeded"), column("Failed", ".status.failed"));
                    case "Deployment" ->
                        List.of(
                                column("Ready", ".status.readyReplicas"),
                                column("Up-to-date", ".status.updatedReplicas"),
                                column("Available", ".status.availableReplicas"));
                    case "Service" -> List.of(column("Type", ".spec.type"), column("Port", ".spec.ports[0].port"));
                    case "PersistentVolumeClaim" -> List.of(column("Status", ".status.phase"));
                    case "Event" ->
                        List.of(
                                column("Type", ".type"),
                                column("Reason", ".reason"),
                                column("Object", kind.group().isEmpty() ? ".involvedObject.name" : ".regarding.name"),
                                column("Message", kind.group().isEmpty() ? ".message" : ".note"));
                    default -> List.<Column>of();
                });
        columns.add(new Column("Age", "date", ".metadata.creationTimestamp", 0));
        return columns;
    }

    private static Column column(String name, String path) {
        return new Column(name, "string", path, 0);
    }
}

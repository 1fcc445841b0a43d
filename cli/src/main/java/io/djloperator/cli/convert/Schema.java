package io.djloperator.cli.convert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.djloperator.cli.YamlDocuments;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What the CRD demands of one field of a TrainingJob: the one source of every limit that a conversion keeps. */
record Schema(JsonNode node) {
    private static final Schema TRAINING_JOB = read();

    /** @param path the names of the fields, such as spec.search.maxTrials; [] after a name stands for any element of the list */
    static Schema at(String path) {
        var schema = TRAINING_JOB;
        for (var name : path.replace("[]", ".[]").split("\\.")) {
            schema = name.equals("[]")
                    ? new Schema(schema.node.get("items"))
                    : new Schema(schema.node.get("properties").get(name));
        }
        return schema;
    }

    static Schema root() {
        return TRAINING_JOB;
    }

    private static Schema read() {
        var file = "/META-INF/djl-operator/crds/trainingjobs.djl-operator.io-v1.yml";
        try (var input = Schema.class.getResourceAsStream(file)) {
            var crd = YamlDocuments.of(file, new String(input.readAllBytes(), StandardCharsets.UTF_8))
                    .get(0);
            return new Schema(crd.at("/spec/versions/0/schema/openAPIV3Schema"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int least() {
        return node.get("minimum").asInt();
    }

    int most() {
        return node.get("maximum").asInt();
    }

    int mostCharacters() {
        return node.get("maxLength").asInt();
    }

    int mostElements() {
        return node.get("maxItems").asInt();
    }

    boolean takes(String text) {
        return SchemaCheck.problem("", node, TextNode.valueOf(text)).isEmpty();
    }

    /** {@code wanted}, or what comes nearest to it, which a note says. */
    int within(Field field, int wanted, List<Note> notes) {
        int fitting = Math.max(least(), Math.min(wanted, most()));
        if (fitting != wanted) {
            notes.add(Note.of(field, "is %d now, the %s".formatted(fitting, fitting < wanted ? "most" : "least")));
        }
        return fitting;
    }
}

package io.djloperator.api.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrdYamlTest {
    private static final Path CHECKED_IN = Path.of("yaml");

    @TempDir
    Path scratch;

    @Test
    void checkedInYamlIsWhatTheRecordsSay() throws IOException {
        for (var crd : CrdYaml.render(scratch).entrySet()) {
            var file = CHECKED_IN.resolve(crd.getKey());
            if (Boolean.getBoolean("golden.update")) {
                Files.createDirectories(CHECKED_IN);
                Files.writeString(file, crd.getValue());
            }
            assertThat(file)
                    .as("after a change of the records run: mvn -pl crds test -Dgolden.update=true")
                    .exists();
            assertThat(Files.readString(file))
                    .as("%s; after a change of the records run: mvn -pl crds test -Dgolden.update=true", file)
                    .isEqualTo(crd.getValue());
        }
    }

    @Test
    void everyCrdIsSmallEnoughForClientSideApply() {
        // kubectl apply keeps the object in an annotation of at most 256 KiB.
        CrdYaml.render(scratch)
                .forEach((name, yaml) -> assertThat(yaml.getBytes(StandardCharsets.UTF_8).length)
                        .as(name)
                        .isLessThan(200_000));
    }

    @Test
    void everyFieldIsBoundedAndDescribed() {
        var gaps = new ArrayList<String>();
        for (var crd : CrdYaml.render(scratch).entrySet()) {
            var schema = Serialization.unmarshal(crd.getValue(), JsonNode.class)
                    .at("/spec/versions/0/schema/openAPIV3Schema/properties");
            for (var part : List.of("spec", "status")) {
                inspect(part, schema.path(part), gaps);
            }
        }
        assertThat(gaps).isEmpty();
    }

    private static void inspect(String path, JsonNode field, List<String> gaps) {
        if (path.contains(".") && !path.endsWith("[]") && !field.has("description")) {
            gaps.add(path + " has no description");
        }
        switch (field.path("type").asText()) {
            case "string" -> require(field.has("maxLength") || field.has("enum"), path + " has no maxLength", gaps);
            case "integer" ->
                require(
                        path.startsWith("status") || field.has("minimum") && field.has("maximum"),
                        path + " has no bounds",
                        gaps);
            case "number" -> gaps.add(path + " is a floating-point number");
            case "array" -> {
                require(field.has("maxItems"), path + " has no maxItems", gaps);
                require(field.has("x-kubernetes-list-type"), path + " has no list type", gaps);
                inspect(path + "[]", field.path("items"), gaps);
            }
            default -> {}
        }
        for (var child : field.path("properties").properties()) {
            inspect(path + "." + child.getKey(), child.getValue(), gaps);
        }
    }

    private static void require(boolean holds, String gap, List<String> gaps) {
        if (!holds) {
            gaps.add(gap);
        }
    }
}

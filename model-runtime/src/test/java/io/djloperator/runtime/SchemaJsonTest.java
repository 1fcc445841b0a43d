package io.djloperator.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaJsonTest {
    @Test
    void whatIsWrittenIsReadBackEqual() {
        assertThat(SchemaJson.parse(SchemaJson.write(TinyPackage.SCHEMA))).isEqualTo(TinyPackage.SCHEMA);
    }

    @Test
    void aRegressionIsReadBackEqual() {
        var schema = new TabularSchema(
                1,
                Task.REGRESSION,
                "price",
                List.of(),
                12.25,
                3.5,
                List.of(new NumericFeature("x", 1, 2, 3)),
                new Network(1, List.of(), "gelu", 0, 1));
        assertThat(SchemaJson.parse(SchemaJson.write(schema))).isEqualTo(schema);
    }

    @Test
    void aDamagedFileIsNamed(@TempDir Path folder) throws Exception {
        Files.writeString(
                folder.resolve("tabular.json"),
                SchemaJson.write(TinyPackage.SCHEMA).replace("\"inputs\": 7", "\"inputs\": 8"));
        assertThatThrownBy(() -> SchemaJson.read(folder))
                .hasMessageContaining("tabular.json")
                .hasMessageContaining("network.inputs is not the width of the features");
    }

    @Test
    void anythingElseIsNotASchema() {
        for (var text : List.of("", "[]", "{}", "{\"formatVersion\":1}", "null")) {
            assertThatThrownBy(() -> SchemaJson.parse(text)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aLaterFormatIsRefused() {
        var later = SchemaJson.write(TinyPackage.SCHEMA).replace("\"formatVersion\": 1", "\"formatVersion\": 2");
        assertThatThrownBy(() -> SchemaJson.parse(later)).hasMessageContaining("formatVersion 2 is not 1");
    }
}

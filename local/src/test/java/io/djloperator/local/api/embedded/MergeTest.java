package io.djloperator.local.api.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Server-side apply with two managers. */
class MergeTest {
    @Test
    void whatAnotherManagerAppliedTooStays() throws JsonProcessingException {
        assertThat(Merge.apply(
                        json("{a: {x: 1, y: 2, z: 3}}"),
                        json("{a: {x: 1, y: 2}}"),
                        json("{}"),
                        List.of(json("{a: {y: 2, z: 3}}"))))
                .isEqualTo(json("{a: {y: 2, z: 3}}"));
    }

    @Test
    void whatNobodyElseAppliedGoes() throws JsonProcessingException {
        assertThat(Merge.apply(json("{a: {x: 1}, b: 2}"), json("{a: {x: 1}}"), json("{}"), List.of(json("{b: 2}"))))
                .isEqualTo(json("{b: 2}"));
    }

    @Test
    void anItemOfAKeyedListThatTwoManagersAppliedStaysWithTheOthersFields() throws JsonProcessingException {
        assertThat(Merge.apply(
                        json("{conditions: [{type: A, status: x, message: m}, {type: B}]}"),
                        json("{conditions: [{type: A, status: x, message: m}, {type: B}]}"),
                        json("{conditions: []}"),
                        List.of(json("{conditions: [{type: A, status: x}]}"))))
                .isEqualTo(json("{conditions: [{type: A, status: x}]}"));
    }

    private static JsonNode json(String yaml) throws JsonProcessingException {
        return Json.MAPPER.readTree(Json.YAML.readTree(yaml).toString());
    }
}

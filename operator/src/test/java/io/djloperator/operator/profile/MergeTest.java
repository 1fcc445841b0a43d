package io.djloperator.operator.profile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MergeTest {
    private static final YAMLMapper YAML = new YAMLMapper();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "what only one says stays        | {a: 1}                    | {b: 2}             | {a: 1, b: 2}",
                "the user's word goes before     | {a: 1}                    | {a: 2}             | {a: 2}",
                "objects are merged              | {a: {b: 1, c: 2}}         | {a: {c: 3, d: 4}}  | {a: {b: 1, c: 3, d: 4}}",
                "lists are not                   | {a: [{b: 1}, {c: 2}]}     | {a: [{d: 3}]}      | {a: [{d: 3}]}",
                "an empty list is a word too     | {a: [1]}                  | {a: []}            | {a: []}",
                "so is false                     | {a: true}                 | {a: false}         | {a: false}",
                "an object replaces a scalar     | {a: 1}                    | {a: {b: 2}}        | {a: {b: 2}}",
                "more of the same accelerator    | {accelerator: {resource: a/b, count: 1, product: P}} | {accelerator: {resource: a/b, count: 8}}"
                        + " | {accelerator: {resource: a/b, count: 8, product: P}}",
                "another accelerator is another  | {accelerator: {resource: a/b, count: 4, product: P}} | {accelerator: {resource: c/d}}"
                        + " | {accelerator: {resource: c/d}}",
            })
    void userGoesBeforeProfile(String what, String profile, String user, String merged) throws IOException {
        var before = YAML.readTree(profile);
        assertThat(Merge.over(before, YAML.readTree(user))).as(what).isEqualTo(YAML.readTree(merged));
        assertThat(before).as("the profile is left alone").isEqualTo(YAML.<JsonNode>readTree(profile));
    }
}

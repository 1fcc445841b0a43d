package io.djloperator.cli.convert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class YamlTest {
    @Test
    void whatIsShortStandsOnOneLineAndWhatIsLongOnSeveral() {
        var words = "x".repeat(60);
        var document = new LinkedHashMap<String, Object>();
        document.put("short", Map.of("a", List.of(1, "b c")));
        document.put("list", List.of(Map.of("k", words, "l", Map.of()), List.of(words, words)));
        assertThat(Yaml.of(Map.of("short", Map.of("a", List.of(1, "b c"))))).isEqualTo("short: {a: [1, \"b c\"]}\n");
        assertThat(Yaml.of(Map.of("list", List.of(List.of(words, words)))))
                .isEqualTo("list:\n  - - %1$s\n    - %1$s\n".formatted(words));
        assertThat(parsed(Yaml.of(document))).isEqualTo(document);
    }

    @Test
    void textThatSomeVersionOfYamlTakesForSomethingElseIsQuoted() {
        for (var text : List.of(
                "yes", "No", "on", "null", "~", "1e-3", "0.01", "12:30", "0x1f", "", " ", "- a", "a: b", "#", "*a",
                "&a", "\"", "a\nb", "ü")) {
            var yaml = Yaml.of(Map.of("key", text));
            assertThat(yaml).startsWith("key: \"");
            assertThat(parsed(yaml)).isEqualTo(Map.of("key", text));
        }
    }

    private static Object parsed(String yaml) {
        return new Load(LoadSettings.builder().build()).loadFromString(yaml);
    }
}

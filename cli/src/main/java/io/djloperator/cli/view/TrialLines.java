package io.djloperator.cli.view;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Optional;

/** The text of the ConfigMap {@code <job>-trials}: a line of JSON for each trial. */
public final class TrialLines {
    /** The key of the ConfigMap. */
    public static final String KEY = "trials.jsonl";

    /** Later versions may write more. */
    private static final ObjectReader READER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build()
            .readerFor(Trial.class);

    private TrialLines() {}

    /** The name of the ConfigMap of a search. */
    public static String configMap(String search) {
        return search + "-trials";
    }

    /** The trials of {@code text}, which may be null; a line that is none, because somebody has edited it, is left out. */
    public static List<Trial> parse(String text) {
        return text == null
                ? List.of()
                : text.lines().map(TrialLines::trial).flatMap(Optional::stream).toList();
    }

    private static Optional<Trial> trial(String line) {
        try {
            return line.isBlank() ? Optional.empty() : Optional.ofNullable(READER.readValue(line));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}

package io.djloperator.operator.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The ledger as text: a line of JSON for each trial, which a person can read and {@code jq} can take apart. */
final class LedgerText {
    /** Key of this search's trials. */
    static final String TRIALS = "trials.jsonl";

    /** Key of what was taken over; there, if empty, as soon as that has been done. */
    static final String EARLIER = "earlier.jsonl";

    /** Later versions may write more. */
    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private LedgerText() {}

    static Map<String, String> write(Ledger ledger) {
        var data = new HashMap<String, String>();
        data.put(TRIALS, lines(ledger.trials()));
        if (ledger.isWarm()) {
            data.put(EARLIER, lines(ledger.earlier()));
        }
        return data;
    }

    private static String lines(List<Entry> entries) {
        return entries.stream().map(LedgerText::line).collect(Collectors.joining());
    }

    static String line(Entry entry) {
        try {
            return JSON.writeValueAsString(entry) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @throws UnreadableLedger where a line is none of ours, or trials are missing */
    static Ledger read(Map<String, String> data) {
        var trials = entries(data.getOrDefault(TRIALS, ""));
        for (int i = 0; i < trials.size(); i++) {
            if (trials.get(i).trial() != i + 1) {
                throw new UnreadableLedger("line %d of %s holds trial %d"
                        .formatted(i + 1, TRIALS, trials.get(i).trial()));
            }
        }
        return new Ledger(trials, entries(data.getOrDefault(EARLIER, "")), data.containsKey(EARLIER));
    }

    private static List<Entry> entries(String lines) {
        var entries = new ArrayList<Entry>();
        for (var line : lines.split("\n")) {
            if (!line.isBlank()) {
                entries.add(entry(line, entries.size() + 1));
            }
        }
        return entries;
    }

    private static Entry entry(String line, int number) {
        try {
            var entry = JSON.readValue(line, Entry.class);
            if (entry.state() == null) {
                throw new UnreadableLedger("line %d names no state".formatted(number));
            }
            return entry;
        } catch (JsonProcessingException e) {
            throw new UnreadableLedger("line %d is no trial".formatted(number));
        }
    }

    /** Somebody has changed it by hand: a search must not go on from half of what it knew. */
    static final class UnreadableLedger extends RuntimeException {
        UnreadableLedger(String message) {
            super(message);
        }
    }
}

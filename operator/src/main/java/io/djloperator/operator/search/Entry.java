package io.djloperator.operator.search;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the ledger keeps of one trial: a line of JSON, so every component is a word of the format.
 *
 * @param trial its number, the first is 1
 * @param parameters by name
 * @param values one for each objective, in the user's own sign; empty where there are none
 * @param epochs how far it came, as far as it told
 * @param seconds that it held pods, up to its end
 * @param accelerators that its pods hold together
 * @param ended how many trials ended before it, and itself; null while it is active
 * @param rungs what a stopping rule compares: the first objective by epoch
 * @param curve what else it remembers; null where there is no rule, and after the trial's end
 * @param message why it failed or was stopped
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record Entry(
        int trial,
        Map<String, String> parameters,
        EntryState state,
        List<String> values,
        Integer epochs,
        Long seconds,
        Integer accelerators,
        Integer ended,
        Map<Integer, String> rungs,
        CurveSummary curve,
        String message) {
    Entry {
        parameters = parameters == null ? Map.of() : parameters;
        values = values == null ? List.of() : List.copyOf(values);
        rungs = rungs == null ? Map.of() : new TreeMap<>(rungs);
    }

    /** A trial that is about to be created. */
    static Entry of(int trial, Map<String, String> parameters, int accelerators) {
        return new Entry(
                trial,
                parameters,
                EntryState.ACTIVE,
                List.of(),
                null,
                null,
                accelerators == 0 ? null : accelerators,
                null,
                Map.of(),
                null,
                null);
    }

    /** The same with what was read of its curve. */
    Entry with(Map<Integer, String> rungs, CurveSummary curve) {
        return new Entry(trial, parameters, state, values, epochs, seconds, accelerators, ended, rungs, curve, message);
    }

    /** The same, ended; in which order it ended the ledger knows. */
    Entry ended(EntryState state, List<String> values, Integer epochs, Long seconds, String message) {
        return new Entry(trial, parameters, state, values, epochs, seconds, accelerators, null, rungs, null, message);
    }

    Entry withOrder(int ended) {
        return new Entry(trial, parameters, state, values, epochs, seconds, accelerators, ended, rungs, curve, message);
    }

    /** Whether it differs from {@code other} by no more than what a rule remembers between two rungs. */
    boolean isSameButCurve(Entry other) {
        return this == other || with(rungs, null).equals(other.with(other.rungs, null));
    }

    @JsonIgnore
    boolean hasEnded() {
        return state.hasEnded();
    }

    /** Seconds of accelerators up to its end. */
    @JsonIgnore
    long acceleratorSeconds() {
        return accelerators == null || seconds == null ? 0 : accelerators * seconds;
    }
}

package io.djloperator.cli.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One trial as its line in the ConfigMap {@code <job>-trials} tells.
 *
 * @param trial its number, the first is 1
 * @param parameters by name
 * @param state Active, Suspended, Completed, GateFailed, Stopped or Failed
 * @param values for each objective, in the user's own sign; empty where it has none
 * @param epochs how far it came; null where unknown
 * @param seconds how long it held pods; null where unknown
 * @param ended the how manieth it was to end; null while it has not
 * @param message why it failed or was stopped
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Trial(
        int trial,
        Map<String, String> parameters,
        String state,
        List<String> values,
        Integer epochs,
        Long seconds,
        Integer ended,
        String message) {

    /** Nothing is null but single values. */
    public Trial {
        parameters = parameters == null ? Map.of() : parameters;
        state = state == null ? "" : state;
        values = values == null ? List.of() : List.copyOf(values);
    }

    /** Whether it ran to its end and may be the best. */
    boolean isComplete() {
        return state.equals("Completed");
    }

    Optional<Double> firstValue() {
        return values.isEmpty() ? Optional.empty() : Numbers.parse(values.get(0));
    }
}

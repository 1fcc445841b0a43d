package io.djloperator.runtime;

import java.util.Locale;

/** What a model predicts. */
public enum Task {
    /** One of several classes. */
    CLASSIFICATION,
    /** A number on a scale. */
    REGRESSION;

    /** The word for this task in {@code tabular.json}: its name in lower case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The task with that word.
     *
     * @throws IllegalArgumentException where there is none
     */
    public static Task ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}

package io.djloperator.operator.kube;

/**
 * What an Event says about a resource.
 *
 * @param warning whether a user must act
 * @param reason one CamelCase word, at most 128 characters
 * @param note a sentence, at most 1024 characters
 */
public record Notice(boolean warning, String reason, String note) {
    /** Cuts the note to what the API server accepts. */
    public Notice {
        note = Text.bounded(note, 1024);
    }
}

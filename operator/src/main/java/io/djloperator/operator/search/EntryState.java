package io.djloperator.operator.search;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What has become of a trial, as the ledger says it. */
enum EntryState {
    /** Was given out and has not ended. */
    @JsonProperty("Active")
    ACTIVE,
    /** Ran to its end and has its values. */
    @JsonProperty("Completed")
    COMPLETED,
    /** Ran to its end and has its values, but did not pass a gate. */
    @JsonProperty("GateFailed")
    GATE_FAILED,
    /** Was stopped early; its values are the last that it reported, if any. */
    @JsonProperty("Stopped")
    STOPPED,
    /** Ended without a value. */
    @JsonProperty("Failed")
    FAILED;

    boolean hasEnded() {
        return this != ACTIVE;
    }
}

package io.djloperator.operator.search;

/** What state a search is in; the printed reason of {@code Succeeded}. */
enum SearchState {
    /** Trials run, or will. */
    RUNNING("Running", "Unknown"),
    /** Its user wants no trial to run. */
    SUSPENDED("Suspended", "Unknown"),
    /** A trial cannot be created for now. */
    BLOCKED("Blocked", "Unknown"),
    /** Ended with a model. */
    COMPLETED("Completed", "True"),
    /** No trial has passed its gates. */
    GATE_FAILED("GateFailed", "False"),
    /** More trials have failed than may. */
    TOO_MANY_FAILED_TRIALS("TooManyFailedTrials", "False"),
    /** No trial has a value. */
    NO_TRIAL_SUCCEEDED("NoTrialSucceeded", "False"),
    /** Cannot be run as it is. */
    INVALID_SPEC("InvalidSpec", "False");

    private final String reason;
    private final String succeeded;

    SearchState(String reason, String succeeded) {
        this.reason = reason;
        this.succeeded = succeeded;
    }

    String reason() {
        return reason;
    }

    /** The status of the condition. */
    String succeeded() {
        return succeeded;
    }

    boolean isFailure() {
        return succeeded.equals("False");
    }

    boolean isFinal() {
        return !succeeded.equals("Unknown");
    }
}

package io.djloperator.operator.trainingjob;

/** The states of a job, spelled as the reason of its condition {@code Succeeded}. */
public enum TrainingState {
    /** The user has suspended it. */
    SUSPENDED("Suspended", "Unknown"),
    /** No pod runs yet. */
    PENDING("Pending", "Unknown"),
    /** A pod has been scheduled and starts. */
    STARTING("Starting", "Unknown"),
    /** A pod trains. */
    RUNNING("Running", "Unknown"),
    /** A child could not be created. */
    BLOCKED("Blocked", "Unknown"),
    /** The model is there and has passed its gates. */
    COMPLETED("Completed", "True"),
    /** The model is there and has failed a gate. */
    GATE_FAILED("GateFailed", "False"),
    /** The spec asks for something that cannot be. */
    INVALID_SPEC("InvalidSpec", "False"),
    /** The data does not fit the spec. */
    DATA_ERROR("DataError", "False"),
    /** The pods failed too often. */
    BACKOFF_LIMIT_EXCEEDED("BackoffLimitExceeded", "False"),
    /** The pods failed for another reason. */
    FAILED("Failed", "False"),
    /** The pod ended well but is gone, and its result with it. */
    RESULT_LOST("ResultLost", "False");

    private final String reason;
    private final String succeeded;

    TrainingState(String reason, String succeeded) {
        this.reason = reason;
        this.succeeded = succeeded;
    }

    /** The word in the status. */
    public String reason() {
        return reason;
    }

    /** Status of the condition {@code Succeeded}. */
    public String succeeded() {
        return succeeded;
    }

    /** Whether the work is over, whatever comes. */
    public boolean isTerminal() {
        return !succeeded.equals("Unknown");
    }

    /** Whether it ended without a usable model. */
    public boolean isFailure() {
        return succeeded.equals("False");
    }
}

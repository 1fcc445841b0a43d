package io.djloperator.operator.trainingjob;

import java.util.Arrays;
import java.util.Optional;

/** The states of a job, spelled as the reason of its condition {@code Succeeded}. */
public enum TrainingState {
    /** The user has suspended it, and no pod is left. */
    SUSPENDED("Suspended", "Unknown"),
    /** The user has suspended it, and its pods write their checkpoint and end. */
    SUSPENDING("Suspending", "Unknown"),
    /** It waits in a queue. */
    QUEUED("Queued", "Unknown"),
    /** No pod runs yet. */
    PENDING("Pending", "Unknown"),
    /** A pod has been scheduled and starts. */
    STARTING("Starting", "Unknown"),
    /** All pods train. */
    RUNNING("Running", "Unknown"),
    /** A child could not be created, or the profile cannot be used. */
    BLOCKED("Blocked", "Unknown"),
    /** The model is there and has passed its gates; a container has ended well. */
    COMPLETED("Completed", "True"),
    /** The model is there and has failed a gate. */
    GATE_FAILED("GateFailed", "False"),
    /** The spec asks for something that cannot be. */
    INVALID_SPEC("InvalidSpec", "False"),
    /** The data does not fit the spec. */
    DATA_ERROR("DataError", "False"),
    /** The pods failed too often. */
    BACKOFF_LIMIT_EXCEEDED("BackoffLimitExceeded", "False"),
    /** It held its pods for longer than it may. */
    ACTIVE_DEADLINE_EXCEEDED("ActiveDeadlineExceeded", "False"),
    /** Its pods did not run in time. */
    PENDING_DEADLINE_EXCEEDED("PendingDeadlineExceeded", "False"),
    /** Its pods did not run in time, because an image could not be had. */
    IMAGE_PULL("ImagePull", "False"),
    /** A rule of its spec, its search or a person has stopped it. */
    STOPPED("Stopped", "False"),
    /** The pods failed for another reason. */
    FAILED("Failed", "False"),
    /** The pod ended well, but its result is gone or cannot be used. */
    RESULT_LOST("ResultLost", "False");

    private final String reason;
    private final String succeeded;

    TrainingState(String reason, String succeeded) {
        this.reason = reason;
        this.succeeded = succeeded;
    }

    /** The state with that word; empty where there is none. */
    static Optional<TrainingState> of(String reason) {
        return Arrays.stream(values())
                .filter(state -> state.reason.equals(reason))
                .findFirst();
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

    /** Whether somebody has to do something about it; a job that was stopped has done what it was told. */
    boolean isTrouble() {
        return isFailure() && this != STOPPED;
    }

    /** Whether the operator itself ends the job: it has decided so, removes the pods, and only then says that it is over. */
    boolean isDecided() {
        return this == ACTIVE_DEADLINE_EXCEEDED
                || this == PENDING_DEADLINE_EXCEEDED
                || this == IMAGE_PULL
                || this == STOPPED;
    }

    /** Whether the pods failed without a word that another try would fare no better. */
    boolean isRetried() {
        return this == BACKOFF_LIMIT_EXCEEDED || this == FAILED;
    }
}

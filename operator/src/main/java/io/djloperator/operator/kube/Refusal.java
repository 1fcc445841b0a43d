package io.djloperator.operator.kube;

/**
 * Why a child could not be written, in words for the status.
 *
 * @param reason one CamelCase word
 * @param message what the API server said, or what to change
 * @param isInvalid whether it is the child's own content that the API server does not take, so that another try would fare no better
 */
public record Refusal(String reason, String message, boolean isInvalid) {
    /** A refusal that may pass. */
    public Refusal(String reason, String message) {
        this(reason, message, false);
    }

    /** The API server refused: quota, admission, missing rights. */
    public static final String CHILD_REFUSED = "ChildRefused";

    /** An object of that name exists and belongs to someone else. */
    public static final String NAME_TAKEN = "NameTaken";
}

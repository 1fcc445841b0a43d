package io.djloperator.operator.kube;

/** A pod would hold what no pod of ours may have. */
public final class ForbiddenPodException extends RuntimeException {
    /** Says which field, and what is allowed. */
    public ForbiddenPodException(String message) {
        super(message);
    }
}

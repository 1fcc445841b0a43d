package io.djloperator.runtime;

/** A request that is refused as a whole; its message may be shown to the caller. */
public final class RequestException extends Exception {
    private final int status;

    /** A refusal with an HTTP status from 400 to 599. */
    public RequestException(int status, String message) {
        super(message);
        this.status = status;
    }

    /** The HTTP status of the answer. */
    public int status() {
        return status;
    }
}

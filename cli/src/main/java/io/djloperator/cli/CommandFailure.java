package io.djloperator.cli;

/** Why a command could not do what was asked, and the way out, for a person. */
public final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    public CommandFailure(String message) {
        super(message);
    }
}

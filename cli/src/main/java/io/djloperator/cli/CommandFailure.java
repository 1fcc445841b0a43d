package io.djloperator.cli;

/** Why a command could not do what was asked, and the way out, for a person. */
public final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int exitCode;

    /** What was asked for is understood, and cannot be done. */
    public CommandFailure(String message) {
        this(message, Main.FAILED);
    }

    private CommandFailure(String message, int exitCode) {
        super(message);
        this.exitCode = exitCode;
    }

    /** What was given, an option or a file, is none that could be used. */
    public static CommandFailure wrongUse(String message) {
        return new CommandFailure(message, Main.WRONG_USE);
    }

    int exitCode() {
        return exitCode;
    }
}

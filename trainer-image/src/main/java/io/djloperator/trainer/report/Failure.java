package io.djloperator.trainer.report;

/** An end that the user can do something about; the message names the field, the value and the way out. */
public class Failure extends RuntimeException {
    private final ExitCode exitCode;

    public Failure(ExitCode exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    public static Failure invalidSpec(String message) {
        return new Failure(ExitCode.INVALID_SPEC, message);
    }

    public static Failure data(String message) {
        return new Failure(ExitCode.DATA_ERROR, message);
    }

    public static Failure refused(String message) {
        return new Failure(ExitCode.MODEL_REFUSED, message);
    }

    public ExitCode exitCode() {
        return exitCode;
    }
}

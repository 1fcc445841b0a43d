package io.djloperator.trainer.report;

/** How the program ends. The operator's pod failure policy and conditions go by these numbers: do not change them. */
public enum ExitCode {
    /** Trained, every gate passed, packaged; or fetched. */
    COMPLETED(0, "Completed"),
    /** Anything unexpected; worth another try. */
    ERROR(1, "Error"),
    /** The spec cannot work; another try would end the same. */
    INVALID_SPEC(10, "InvalidSpec"),
    /** The data cannot be read or learnt from as the spec says. */
    DATA_ERROR(11, "DataError"),
    /** Trained and packaged, but a gate was not passed. */
    GATE_FAILED(12, "GateFailed"),
    /** A model package is not what its digest says. */
    MODEL_REFUSED(20, "ModelRefused"),
    /** Told to stop, as by SIGTERM; a checkpoint was written where a training was under way. */
    STOPPED(143, "Stopped");

    private final int number;
    private final String reason;

    ExitCode(int number, String reason) {
        this.number = number;
        this.reason = reason;
    }

    /** The process's exit code. */
    public int number() {
        return number;
    }

    /** The reason in the termination message. */
    public String reason() {
        return reason;
    }
}

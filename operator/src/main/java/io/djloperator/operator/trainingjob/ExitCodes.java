package io.djloperator.operator.trainingjob;

import java.util.List;

/** The exit codes of training programs that a Job must know. */
final class ExitCodes {
    static final int INVALID_SPEC = 10;
    static final int DATA_ERROR = 11;
    static final int GATE_FAILED = 12;

    private ExitCodes() {}

    /** Ends that another try would only repeat. */
    static List<Integer> finalOnes() {
        return List.of(INVALID_SPEC, DATA_ERROR, GATE_FAILED);
    }
}

package io.djloperator.operator.trainingjob;

import java.util.List;

/** The trainer's exit codes that a Job must know. */
final class ExitCodes {
    private static final int INVALID_SPEC = 10;
    private static final int DATA_ERROR = 11;
    private static final int GATE_FAILED = 12;

    private ExitCodes() {}

    /** Ends that another try would only repeat. */
    static List<Integer> finalOnes() {
        return List.of(INVALID_SPEC, DATA_ERROR, GATE_FAILED);
    }
}

package io.djloperator.operator.trainingjob;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The exit codes of training programs that a Job must know. */
final class ExitCodes {
    static final int INVALID_SPEC = 10;
    static final int DATA_ERROR = 11;
    static final int GATE_FAILED = 12;

    private static final Map<Integer, TrainingState> STATES = Map.of(
            0,
            TrainingState.COMPLETED,
            INVALID_SPEC,
            TrainingState.INVALID_SPEC,
            DATA_ERROR,
            TrainingState.DATA_ERROR,
            GATE_FAILED,
            TrainingState.GATE_FAILED);

    private ExitCodes() {}

    /** Ends that another try would only repeat. */
    static List<Integer> finalOnes() {
        return List.of(INVALID_SPEC, DATA_ERROR, GATE_FAILED);
    }

    /** What a code says by itself; empty where that depends on what follows. */
    static Optional<TrainingState> state(int code) {
        return Optional.ofNullable(STATES.get(code));
    }
}

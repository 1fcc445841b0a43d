package io.djloperator.trainer.report;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Duration;

/**
 * What became of a report.
 *
 * @param problem why it was not accepted; null where it was
 * @param pause how long to send nothing at the least
 * @param isLast whether no further report will be accepted
 * @param isStop whether the training shall stop
 * @param isCheckpointKept false where nobody will go on from a checkpoint
 */
record Answer(String problem, Duration pause, boolean isLast, boolean isStop, boolean isCheckpointKept) {
    private static final Duration AFTER_PROBLEM = Duration.ofSeconds(5);
    private static final int ACCEPTED = 202;
    private static final int JOB_HAS_ENDED = 409;
    private static final int TOO_MANY = 429;
    private static final ObjectMapper JSON = new ObjectMapper();

    static Answer problem(String problem) {
        return new Answer(problem, AFTER_PROBLEM, false, false, true);
    }

    /**
     * @param retryAfter the header of that name in seconds, or anything else
     * @param body read only where the report was accepted; what is no JSON says nothing
     */
    static Answer of(int status, String retryAfter, String body) {
        if (status / 100 == ACCEPTED / 100) {
            var order = parse(body);
            var isStop = order.path("stop").asBoolean(false);
            return new Answer(
                    null,
                    Duration.ZERO,
                    false,
                    isStop,
                    !isStop || order.path("keepCheckpoint").asBoolean(true));
        }
        boolean hasPause = status == TOO_MANY && retryAfter.matches("\\d{1,6}");
        return new Answer(
                "the answer is " + status,
                hasPause ? Duration.ofSeconds(Long.parseLong(retryAfter)) : AFTER_PROBLEM,
                status == JOB_HAS_ENDED,
                false,
                true);
    }

    private static JsonNode parse(String body) {
        try {
            return JSON.readTree(body);
        } catch (JacksonException e) {
            return MissingNode.getInstance();
        }
    }

    boolean isAccepted() {
        return problem == null;
    }
}

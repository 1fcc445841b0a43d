package io.djloperator.trainer.report;

import java.time.Duration;

/**
 * What became of a report.
 *
 * @param problem why it was not accepted; null where it was
 * @param pause how long to send nothing at the least
 * @param isLast whether no further report will be accepted
 */
record Answer(String problem, Duration pause, boolean isLast) {
    private static final Duration AFTER_PROBLEM = Duration.ofSeconds(5);
    private static final int ACCEPTED = 202;
    private static final int JOB_HAS_ENDED = 409;
    private static final int TOO_MANY = 429;

    static Answer problem(String problem) {
        return new Answer(problem, AFTER_PROBLEM, false);
    }

    /** @param retryAfter the header of that name in seconds, or anything else */
    static Answer of(int status, String retryAfter) {
        if (status / 100 == ACCEPTED / 100) {
            return new Answer(null, Duration.ZERO, false);
        }
        boolean hasPause = status == TOO_MANY && retryAfter.matches("\\d{1,6}");
        return new Answer(
                "the answer is " + status,
                hasPause ? Duration.ofSeconds(Long.parseLong(retryAfter)) : AFTER_PROBLEM,
                status == JOB_HAS_ENDED);
    }

    boolean isAccepted() {
        return problem == null;
    }
}

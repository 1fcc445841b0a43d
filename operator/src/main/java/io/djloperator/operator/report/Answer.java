package io.djloperator.operator.report;

import io.djloperator.operator.runtime.ReportAccess;
import java.time.Duration;

/**
 * What a sender is answered.
 *
 * @param status the HTTP status
 * @param error a sentence for a person; empty where the report was taken
 * @param retryAfterSeconds when to try again; 0 where that would not help
 */
record Answer(int status, String error, long retryAfterSeconds) {
    static final Answer ACCEPTED = new Answer(202, "", 0);
    static final Answer UNAUTHENTICATED = refused(
            401,
            "the bearer token is not valid: send the projected service account token with the audience "
                    + ReportAccess.AUDIENCE);
    static final Answer UNAVAILABLE = new Answer(503, "the API server does not answer", 5);

    static Answer refused(int status, String error) {
        return new Answer(status, error, 0);
    }

    static Answer tooMany(String what, Duration wait) {
        return new Answer(429, what, Math.max(1, (wait.toMillis() + 999) / 1000));
    }

    /** The body: our own words only, which need no escape. */
    String body() {
        return error.isEmpty() ? "{}" : "{\"error\":\"" + error + "\"}";
    }
}

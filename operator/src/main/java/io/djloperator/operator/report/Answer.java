package io.djloperator.operator.report;

import io.djloperator.api.v1alpha1.TrainingJob;
import io.djloperator.operator.kube.StopRequest;
import io.djloperator.operator.runtime.ReportAccess;
import java.time.Duration;

/**
 * What a sender is answered.
 *
 * @param status the HTTP status
 * @param body JSON of our own words only, which need no escape: an error is a sentence for a person
 * @param retryAfterSeconds when to try again; 0 where that would not help
 */
record Answer(int status, String body, long retryAfterSeconds) {
    static final Answer UNAUTHENTICATED = refused(
            401,
            "the bearer token is not valid: send the projected service account token with the audience "
                    + ReportAccess.AUDIENCE);
    static final Answer UNAVAILABLE = new Answer(503, error("the API server does not answer"), 5);

    /** The report of {@code job} was taken; where the job is to stop, its program is told so. */
    static Answer taken(TrainingJob job) {
        var stop = StopRequest.of(job).map(StopRequest::keepsCheckpoint);
        var isStopped = stop.isPresent() || ReportedJob.isStopped(job);
        return new Answer(
                202, isStopped ? "{\"stop\":true,\"keepCheckpoint\":%s}".formatted(stop.orElse(true)) : "{}", 0);
    }

    static Answer refused(int status, String error) {
        return new Answer(status, error(error), 0);
    }

    static Answer tooMany(String what, Duration wait) {
        return new Answer(429, error(what), Math.max(1, (wait.toMillis() + 999) / 1000));
    }

    private static String error(String words) {
        return "{\"error\":\"" + words + "\"}";
    }
}

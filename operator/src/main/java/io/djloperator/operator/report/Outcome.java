package io.djloperator.operator.report;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Locale;

/** What became of a write. */
enum Outcome {
    WRITTEN,
    /** What was to be written to is gone or has ended. */
    OBSOLETE,
    /** The object has changed meanwhile, or the API server is not well: to be tried again. */
    RETRIED,
    /** The API server will not have it. */
    REFUSED,
    /** Tried too often. */
    DROPPED;

    /** What {@code failure} of the API server means; a code of 0 is a connection that failed. */
    static Outcome of(KubernetesClientException failure) {
        return switch (failure.getCode()) {
            case 404, 410 -> OBSOLETE;
            case 0, 408, 409, 429 -> RETRIED;
            default -> failure.getCode() < 500 ? REFUSED : RETRIED;
        };
    }

    /** As a metric's tag. */
    String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}

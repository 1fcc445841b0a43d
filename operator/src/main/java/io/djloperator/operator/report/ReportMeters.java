package io.djloperator.operator.report;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** What is counted and timed of reports. */
final class ReportMeters {
    private final MeterRegistry registry;
    private final Timer latency;

    ReportMeters(MeterRegistry registry) {
        this.registry = registry;
        this.latency = Timer.builder("djl.operator.report.latency")
                .description("From the head of a report to its answer")
                .publishPercentiles(0.5, 0.9, 0.99)
                .maximumExpectedValue(Duration.ofSeconds(10))
                .register(registry);
    }

    void answered(Answer answer, long nanos) {
        registry.counter("djl.operator.reports", "outcome", outcome(answer.status()))
                .increment();
        latency.record(nanos, TimeUnit.NANOSECONDS);
    }

    /** @param target what was written: status or curve */
    void wrote(String target, Outcome outcome) {
        registry.counter("djl.operator.report.writes", "target", target, "outcome", outcome.tag())
                .increment();
    }

    private static String outcome(int status) {
        return switch (status) {
            case 202 -> "accepted";
            case 401 -> "unauthenticated";
            case 403 -> "stranger";
            case 409 -> "ended";
            case 413 -> "too_large";
            case 429 -> "throttled";
            case 500, 503 -> "failed";
            default -> "malformed";
        };
    }
}

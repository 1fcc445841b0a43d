package io.djloperator.operator.report;

import java.time.Duration;

/**
 * How much is taken from whom, and how often it is passed on.
 *
 * @param podPerSecond reports a second that a pod may send in the long run
 * @param podBurst how many at once after a pause
 * @param junkPerSecond tokens a second of one remote address that may turn out to be invalid
 * @param junkBurst how many at once
 * @param statusEvery the time between two writes of a job's status
 * @param judgedEvery the same of a job that is judged by its reports
 * @param epochEvery the same where a report of such a job brings a value of another epoch
 * @param curveEvery the time between two writes of a job's curve
 */
record Limits(
        double podPerSecond,
        int podBurst,
        double junkPerSecond,
        int junkBurst,
        Duration statusEvery,
        Duration judgedEvery,
        Duration epochEvery,
        Duration curveEvery) {
    static final Limits USUAL = new Limits(
            2,
            10,
            2,
            256,
            Duration.ofSeconds(5),
            Duration.ofSeconds(1),
            Duration.ofMillis(250),
            Duration.ofSeconds(10));
}

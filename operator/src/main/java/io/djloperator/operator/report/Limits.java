package io.djloperator.operator.report;

/**
 * How much is taken from whom.
 *
 * @param podPerSecond reports a second that a pod may send in the long run
 * @param podBurst how many at once after a pause
 * @param junkPerSecond tokens a second of one remote address that may turn out to be invalid
 * @param junkBurst how many at once
 */
record Limits(double podPerSecond, int podBurst, double junkPerSecond, int junkBurst) {
    static final Limits USUAL = new Limits(2, 10, 2, 256);
}

package io.djloperator.operator.trainingjob;

/**
 * One try of a job.
 *
 * @param number from 1
 * @param failures how many attempts before it count against {@code retry.limit}; one that was disrupted does not
 */
public record Attempt(int number, int failures) {
    /** The first. */
    public static final Attempt FIRST = new Attempt(1, 0);
}

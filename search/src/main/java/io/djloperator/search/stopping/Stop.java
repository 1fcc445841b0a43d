package io.djloperator.search.stopping;

/**
 * The verdict that a trial is to be stopped, and why.
 *
 * @param trial its number
 * @param rung the epoch of the rung at which it was compared
 * @param value the trial's, as compared
 * @param bound the worst value with which the trial would have gone on
 * @param compared how many trials the bound is made of
 */
public record Stop(int trial, int rung, double value, double bound, int compared) {}

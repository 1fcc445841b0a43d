package io.djloperator.operator.search;

/**
 * What a stopping rule remembers of a trial beside its values at the rungs, in the user's own sign. It changes with each report, so it is stored only together with something that
 * matters more: after a restart the rule goes on from there, and takes the reports in between for unseen.
 *
 * @param epoch of the latest reading
 * @param mean the running average up to it
 * @param best the best reading
 */
record CurveSummary(int epoch, String mean, String best) {}

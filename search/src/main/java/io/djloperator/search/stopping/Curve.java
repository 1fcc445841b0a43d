package io.djloperator.search.stopping;

/**
 * One trial as a stopping rule sees it.
 *
 * @param trial its number
 * @param isActive whether it runs and may be stopped. Others are only compared with: what has ended in any way, or was deleted, keeps its values at the rungs that it
 *     reached
 */
public record Curve(int trial, Rungs rungs, boolean isActive) {}

package io.djloperator.search.stopping;

import java.util.List;

/**
 * Says which running trials to stop since others do better. Nothing waits: a trial is compared the moment that it reports, with whatever trials have come as far, and
 * one that has failed or is gone stands in nobody's way.
 */
public sealed interface StoppingRule permits Asha, MedianStop {
    /** The epochs at which trials are compared, ascending: from 1 to {@value Rungs#MOST} of them. */
    List<Integer> rungs();

    /**
     * What to remember of a trial after one more reading. Readings come in the order of epochs, and some may be missing. A reading of an epoch at or before the latest
     * changes nothing, so it does no harm when one comes twice.
     */
    Rungs remember(Rungs before, Reading reading);

    /**
     * The trials to stop, in the order of {@code curves}. Worth asking when a trial has reached a rung: nothing else adds to them. They depend on nothing but
     * {@code curves}, not even on the order in which trials reported: a verdict that was lost, since the process ended before it was acted upon, is found again unless
     * later values have changed it.
     *
     * @param curves all trials of the search that have started, each once
     */
    List<Stop> judge(List<Curve> curves);
}

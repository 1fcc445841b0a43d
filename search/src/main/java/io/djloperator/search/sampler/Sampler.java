package io.djloperator.search.sampler;

import io.djloperator.search.space.Point;
import io.djloperator.search.space.Space;
import java.util.Optional;

/** Says which point to try next. Implementations have no state and draw from generators that {@link Draws} makes of the seed and the trial's number. */
public interface Sampler {
    /**
     * The next point: one that the space contains and allows, and that no trial of the history has where that can be had.
     *
     * @param seed the search's; the same arguments always give the same point
     * @return empty where nothing is left to try
     */
    Optional<Point> next(Space space, long seed, History history);
}

package io.djloperator.search.sampler;

import io.djloperator.search.space.Point;
import io.djloperator.search.space.Space;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/**
 * Every combination once, in random order, so that a search that ends before its grid does has seen something of all of it.
 *
 * <p>Choices and steps come whole. Of a continuous range, and of logarithmic steps that are more, {@code points} values are tried: both ends, and the others spread evenly between them, by
 * the logarithm where the range is logarithmic. A parameter that is not active does not multiply the grid.
 *
 * @param points from 1; 1 is the middle of the range
 */
public record GridSampler(int points) implements Sampler {
    private static final int DRAWS = 1000;
    private static final long MOST_LISTED = 100_000;

    /** @throws IllegalArgumentException where {@code points} is not positive */
    public GridSampler {
        if (points < 1) {
            throw new IllegalArgumentException("points %d must be at least 1".formatted(points));
        }
    }

    /** How many points the grid has, those included that a constraint refuses; empty where they are more than 2^62. */
    public OptionalLong size(Space space) {
        return new Grid(space, points).size();
    }

    /**
     * Empty once all points of the grid have been tried or are not allowed. Of a grid of more than 100,000 points, 101,000 are looked at: it ends early where none of them is left.
     *
     * @throws IllegalArgumentException where the grid has more than 2^62 points
     */
    @Override
    public Optional<Point> next(Space space, long seed, History history) {
        var grid = new Grid(space, points);
        long size = grid.size()
                .orElseThrow(
                        () -> new IllegalArgumentException(
                                "the grid has more than 2^62 points: fewer points of each range, or a greater step, would be a grid that can be listed"));
        var tried = Draws.tried(history);
        var random = Draws.generator(seed, history.next());
        long start = random.nextLong(size);
        var inOrder = LongStream.range(0, Math.min(size, MOST_LISTED)).map(i -> (start + i) % size);
        return LongStream.concat(random.longs(DRAWS, 0, size), inOrder)
                .mapToObj(grid::at)
                .filter(point -> !tried.contains(point) && space.allows(point))
                .findFirst();
    }
}

package io.djloperator.search.sampler;

import io.djloperator.search.space.Point;
import io.djloperator.search.space.Space;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** What samplers share: generators that depend on nothing but seed and number, and the refusal of points that need not be tried. */
final class Draws {
    private static final int TRIES = 10_000;
    private static final long MOST_LISTED = 100_000;

    private Draws() {}

    /** A generator for one purpose: different {@code stream}s of the same seed are independent. */
    static RandomGenerator generator(long seed, long stream) {
        // SplittableRandom's own mixing tells neighbouring seeds apart; the golden ratio keeps streams off each other.
        return new SplittableRandom(seed ^ Long.rotateLeft(stream * 0x9E3779B97F4A7C15L, 32));
    }

    /** Coordinates that are spread evenly. */
    static double[] uniform(RandomGenerator random, int dimensions) {
        return random.doubles(dimensions).toArray();
    }

    /** The first of {@code candidates} that is allowed and new; where they bring none, any that is left of a space that can be listed. */
    static Optional<Point> firstNew(Space space, History history, Supplier<Point> candidates) {
        var tried = tried(history);
        for (int i = 0; i < TRIES; i++) {
            var point = candidates.get();
            if (!tried.contains(point) && space.allows(point)) {
                return Optional.of(point);
            }
        }
        var size = space.size();
        return size.isPresent() && size.getAsLong() <= MOST_LISTED
                ? Listing.of(space)
                        .filter(point -> !tried.contains(point) && space.allows(point))
                        .findFirst()
                : Optional.empty();
    }

    static Set<Point> tried(History history) {
        return history.trials().stream().map(Trial::point).collect(Collectors.toCollection(HashSet::new));
    }
}

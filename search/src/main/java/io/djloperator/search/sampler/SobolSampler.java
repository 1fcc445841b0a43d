package io.djloperator.search.sampler;

import io.djloperator.search.space.Point;
import io.djloperator.search.space.Space;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A scrambled Sobol sequence: covers the space more evenly than independent points do, however many trials there are, and best where they are a power of two.
 *
 * <p>A search goes on with the point of the sequence that has the number of its trials. Points that are not allowed or have been tried are passed over; where hardly any other comes,
 * random ones take their place.
 */
public record SobolSampler() implements Sampler {
    @Override
    public Optional<Point> next(Space space, long seed, History history) {
        int first = history.trials().size();
        var tried = Draws.tried(history);
        var sequence = new ScrambledSobol(space.dimensions(), seed);
        sequence.skipTo(first);
        return Stream.generate(() -> space.at(sequence.nextVector()))
                .limit(most(first))
                .filter(point -> !tried.contains(point) && space.allows(point))
                .findFirst()
                .or(() -> new RandomSampler().next(space, seed, history));
    }

    // Constraints that refuse nine points of ten put the front of the sequence at ten times the number of trials.
    private static long most(int first) {
        return 1000 + 10L * first;
    }
}

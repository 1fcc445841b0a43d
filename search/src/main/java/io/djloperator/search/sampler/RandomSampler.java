package io.djloperator.search.sampler;

import io.djloperator.search.space.Point;
import io.djloperator.search.space.Space;
import java.util.Optional;

/** Independent points, each coordinate spread evenly. */
public record RandomSampler() implements Sampler {
    @Override
    public Optional<Point> next(Space space, long seed, History history) {
        var random = Draws.generator(seed, history.next());
        return Draws.firstNew(space, history, () -> space.at(Draws.uniform(random, space.dimensions())));
    }
}

package io.djloperator.search.quality;

import io.djloperator.search.sampler.Sampler;
import io.djloperator.search.space.Point;
import io.djloperator.search.space.Space;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;

/**
 * Something to be minimised whose least value is known.
 *
 * @param optimum the least value that {@code function} has anywhere in {@code space}
 */
public record Problem(String name, Space space, ToDoubleFunction<Point> function, double optimum) {
    /** How many seeds a statement about a sampler rests on: 0 to 19. */
    public static final int SEEDS = 20;

    /** The value at {@code point}. */
    public double at(Point point) {
        return function.applyAsDouble(point);
    }

    /** The value in the middle of the space: what a sampler that only ever tries that point would find. */
    public double middle() {
        var middle = new double[space.dimensions()];
        Arrays.fill(middle, 0.5);
        return at(space.at(middle));
    }

    /** The best value that each of the seeds finds, one trial at a time. */
    public double[] best(Sampler sampler, int trials) {
        return best(sampler, trials, 1);
    }

    /** The best value that each of the seeds finds with this many trials under way at once. */
    public double[] best(Sampler sampler, int trials, int parallelism) {
        return LongStream.range(0, SEEDS)
                .mapToDouble(
                        seed -> Run.of(sampler, this, trials, seed, parallelism).best())
                .toArray();
    }
}

package io.djloperator.operator.search;

import io.djloperator.search.space.Point;
import io.djloperator.search.space.Space;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Points among which one is sought that the constraints allow: the middle of the space, then others at random. The same seed gives the same points. */
final class Candidates {
    /** After so many, none is taken to be there. */
    static final int MOST = 2000;

    private Candidates() {}

    static Stream<Point> of(Space space, long seed) {
        return of(space, seed, UnaryOperator.identity());
    }

    /** @param fixing puts in the coordinates that all of them share */
    static Stream<Point> of(Space space, long seed, UnaryOperator<double[]> fixing) {
        var random = new SplittableRandom(seed);
        return Stream.concat(
                        Stream.generate(() -> middle(space)).limit(1),
                        Stream.generate(() -> random.doubles(space.dimensions()).toArray()))
                .limit(MOST)
                .map(fixing)
                .map(space::at);
    }

    private static double[] middle(Space space) {
        var middle = new double[space.dimensions()];
        Arrays.fill(middle, 0.5);
        return middle;
    }
}

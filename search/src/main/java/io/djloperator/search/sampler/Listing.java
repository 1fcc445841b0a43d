package io.djloperator.search.sampler;

import io.djloperator.search.space.Point;
import io.djloperator.search.space.Space;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** All points of a space whose domains are finite, the last parameter changing fastest. */
final class Listing {
    private Listing() {}

    /** Lazy; points of which a parameter that is not active makes copies come once. */
    static Stream<Point> of(Space space) {
        return LongStream.range(0, space.size().orElseThrow())
                .mapToObj(index -> space.at(unit(space, index)))
                .distinct();
    }

    private static double[] unit(Space space, long index) {
        var unit = new double[space.dimensions()];
        long rest = index;
        for (int i = unit.length - 1; i >= 0; i--) {
            int size = space.parameters().get(i).domain().size().orElseThrow();
            unit[i] = space.parameters().get(i).domain().centre((int) (rest % size));
            rest /= size;
        }
        return unit;
    }
}

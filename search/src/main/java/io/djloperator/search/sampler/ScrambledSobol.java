package io.djloperator.search.sampler;

import java.util.stream.IntStream;
import org.hipparchus.random.RandomVectorGenerator;
import org.hipparchus.random.SobolSequenceGenerator;

/**
 * Sobol's sequence with the direction numbers of Joe and Kuo (<i>Constructing Sobol sequences with better two-dimensional projections</i>, 2008), scrambled as Owen says
 * (<i>Randomly permuted (t,m,s)-nets and (t,s)-sequences</i>, 1995): each binary digit of each coordinate is turned over or not, by a draw that depends on the coordinate and on all digits before it. Each point alone
 * is uniform, and every net of the sequence stays one. The origin, with which Sobol begins, need not be left out: scrambled, it is a point like any other (Owen, <i>On dropping the first
 * Sobol' point</i>, 2020).
 */
final class ScrambledSobol implements RandomVectorGenerator {
    // As many as Hipparchus' direction numbers have, so that its coordinates are whole multiples of 2^-52.
    private static final int DIGITS = 52;

    private final SobolSequenceGenerator sobol;
    private final long[] keys;

    /** @param dimensions from 1 to 21201 */
    ScrambledSobol(int dimensions, long seed) {
        sobol = new SobolSequenceGenerator(dimensions);
        keys = IntStream.range(0, dimensions)
                .mapToLong(i -> Draws.generator(seed, i).nextLong())
                .toArray();
    }

    /** Makes the point of this number the next; the first is 0. */
    void skipTo(int index) {
        if (index > 0) {
            sobol.skipTo(index - 1);
        }
    }

    @Override
    public double[] nextVector() {
        var vector = sobol.nextVector();
        for (int i = 0; i < vector.length; i++) {
            vector[i] = Math.scalb((double) scrambled((long) Math.scalb(vector[i], DIGITS), keys[i]), -DIGITS);
        }
        return vector;
    }

    private static long scrambled(long digits, long key) {
        long flips = 0;
        for (int i = 0; i < DIGITS; i++) {
            // The one in front tells 01 from 001.
            long before = 1L << i | digits >>> DIGITS - i;
            flips = flips << 1 | Draws.generator(key, before).nextLong() >>> 63;
        }
        return digits ^ flips;
    }
}

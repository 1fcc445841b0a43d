package io.djloperator.trainer.training;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * What is random in a training, each from the job's seed and a place in the training: so it can go on at any step with no generator's state
 * saved.
 */
final class Seeds {
    private static final long FOR_ORDER = 0x6f72646572L;
    private static final long FOR_STEP = 0x73746570L;

    private Seeds() {}

    /** The rows 0 to {@code rows} − 1 in the order of an epoch. */
    static int[] order(int seed, int epoch, int rows) {
        var random = new SplittableRandom(mixed(mixed(seed, FOR_ORDER), epoch));
        var order = new int[rows];
        Arrays.setAll(order, row -> row);
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
        return order;
    }

    /** The engine's seed for a step, which decides what dropout leaves out; another one at each node, since their rows are others. */
    static int ofStep(int seed, long step, int rank) {
        return (int) mixed(mixed(mixed(seed, FOR_STEP), step), rank);
    }

    private static long mixed(long seed, long with) {
        return new SplittableRandom(seed ^ Long.rotateLeft(with, 32)).nextLong();
    }
}

package io.djloperator.trainer.training;

/** How many threads PyTorch may use; to be called before the engine is first used. */
public final class Threads {
    private static final int SMALL_BATCH = 64;

    private Threads() {}

    /**
     * Small steps are slower with several threads, much slower on a shared node, where OpenMP's threads spin against their neighbours. A
     * number that the user has set stays.
     */
    public static void setFor(int batchSize) {
        int threads = count(batchSize, Runtime.getRuntime().availableProcessors());
        setUnlessSet("ai.djl.pytorch.num_threads", threads);
        setUnlessSet("ai.djl.pytorch.num_interop_threads", 1);
    }

    static int count(int batchSize, int processors) {
        return batchSize < SMALL_BATCH ? 1 : processors;
    }

    private static void setUnlessSet(String property, int value) {
        if (System.getProperty(property) == null && System.getenv("OMP_NUM_THREADS") == null) {
            System.setProperty(property, String.valueOf(value));
        }
    }
}

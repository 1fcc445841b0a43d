package io.djloperator.bench.search;

import io.djloperator.search.quality.Problems;
import io.djloperator.search.quality.Run;
import java.util.Locale;

/** Prints what each seed finds: {@code Play SAMPLER TRIALS PARALLELISM SEEDS}. A line is sampler, problem, parallelism, seed, least value, seconds. */
public final class Play {
    private Play() {}

    public static void main(String[] arguments) {
        var contestant = Contestant.valueOf(arguments[0]);
        int trials = Integer.parseInt(arguments[1]);
        int parallelism = Integer.parseInt(arguments[2]);
        long seeds = Long.parseLong(arguments[3]);
        for (var problem : Problems.ALL) {
            for (long seed = 0; seed < seeds; seed++) {
                long start = System.nanoTime();
                double best = Run.of(contestant.sampler(), problem, trials, seed, parallelism)
                        .best();
                System.out.printf(
                        Locale.ROOT,
                        "%s,%s,%d,%d,%s,%.3f%n",
                        contestant,
                        problem.name(),
                        parallelism,
                        seed,
                        best,
                        (System.nanoTime() - start) / 1e9);
            }
        }
    }
}

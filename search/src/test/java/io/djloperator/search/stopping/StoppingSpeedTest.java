package io.djloperator.search.stopping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StoppingSpeedTest {
    private static final int TRIALS = 1000;
    private static final double MOST_MILLISECONDS = 5;

    @Test
    void aThousandTrialsAreJudgedWithinFiveMillisecondsEvenWhereAllAreActive() {
        for (var rule : List.of(new Asha(1, 2, 300), new MedianStop(1, 3, 300))) {
            var random = new Random(1);
            var curves = IntStream.range(0, TRIALS)
                    .mapToObj(trial -> new Curve(trial, rungs(rule, 1 + random.nextInt(299), random), true))
                    .toList();
            var best = bestOf(50, () -> assertThat(rule.judge(curves)).isNotEmpty());
            System.out.printf("%s: %.2f ms for %d trials%n", rule, best, TRIALS);
            assertThat(best).isLessThan(MOST_MILLISECONDS);
        }
    }

    private static Rungs rungs(StoppingRule rule, int epochs, Random random) {
        var rungs = Rungs.NONE;
        for (int epoch = 1; epoch <= epochs; epoch++) {
            rungs = rule.remember(rungs, new Reading(epoch, random.nextDouble()));
        }
        return rungs;
    }

    /** Milliseconds of the fastest of so many calls, which other load on the machine disturbs least. */
    private static double bestOf(int calls, Runnable call) {
        double best = Double.POSITIVE_INFINITY;
        for (int i = 0; i < calls; i++) {
            long start = System.nanoTime();
            call.run();
            best = Math.min(best, (System.nanoTime() - start) / 1e6);
        }
        return best;
    }
}

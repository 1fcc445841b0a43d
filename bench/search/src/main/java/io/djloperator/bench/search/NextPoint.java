package io.djloperator.bench.search;

import io.djloperator.search.quality.Problem;
import io.djloperator.search.quality.Problems;
import io.djloperator.search.quality.Run;
import io.djloperator.search.sampler.History;
import io.djloperator.search.space.Point;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The time to the next point of ten parameters after 1,000 trials, which the sampler itself has chosen; those of GP, which would take minutes for that, TPE has chosen: points
 * that lie as close together.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 5)
@Measurement(iterations = 5, time = 5)
public class NextPoint {
    private static final Problem PROBLEM = Problems.ROSENBROCK_10;
    private static final long SEED = 1;

    @Param
    Contestant sampler;

    @Param("1000")
    int trials;

    private History history;

    @Setup
    public void play() {
        var player = sampler == Contestant.GP ? Contestant.TPE : sampler;
        history = Run.of(player.sampler(), PROBLEM, trials, SEED, 4).history();
    }

    @Benchmark
    public Optional<Point> next() {
        return sampler.sampler().next(PROBLEM.space(), SEED, history);
    }
}

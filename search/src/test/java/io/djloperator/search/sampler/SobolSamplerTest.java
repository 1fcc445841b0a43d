package io.djloperator.search.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.djloperator.search.quality.Problem;
import io.djloperator.search.quality.Problems;
import io.djloperator.search.quality.Run;
import io.djloperator.search.space.Domain;
import io.djloperator.search.space.Parameter;
import io.djloperator.search.space.Space;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.hipparchus.random.SobolSequenceGenerator;
import org.junit.jupiter.api.Test;

class SobolSamplerTest {
    /** The example of SciPy 1.17.1's {@code qmc.discrepancy}, points 1 to 6 in a cube from 0.5 to 6.5. */
    @Test
    void theDiscrepancyIsThatOfSciPysExample() {
        int[][] points = {{1, 3}, {2, 6}, {3, 2}, {4, 5}, {5, 1}, {6, 4}};
        var unit = Arrays.stream(points)
                .map(point ->
                        Arrays.stream(point).mapToDouble(x -> (x - 0.5) / 6).toArray())
                .toArray(double[][]::new);
        assertThat(Discrepancy.centred(unit)).isCloseTo(0.008142039609053464, offset(1e-15));
    }

    @Test
    void coversTheSpaceMoreEvenlyThanAnyOfTwentyRandomSearches() {
        var space = cube(5);
        double bestOfRandom = IntStream.range(0, Problem.SEEDS)
                .mapToDouble(seed -> Discrepancy.centred(played(new RandomSampler(), space, 64, seed)))
                .min()
                .orElseThrow();
        for (int seed = 0; seed < Problem.SEEDS; seed++) {
            assertThat(Discrepancy.centred(played(new SobolSampler(), space, 64, seed)))
                    .as("seed %d", seed)
                    .isLessThan(bestOfRandom / 2);
        }
    }

    @Test
    void everyProjectionHitsEachBinOnce() {
        var points = played(new SobolSampler(), cube(8), 256, 7);
        for (int k = 0; k < 8; k++) {
            int dimension = k;
            var bins =
                    Arrays.stream(points).map(x -> (int) (x[dimension] * 256)).toList();
            assertThat(new HashSet<>(bins)).as("dimension %d", k).hasSize(256);
        }
    }

    /** The first two dimensions of Sobol's sequence are a (0, 2)-sequence, and Owen's scrambling keeps that. */
    @Test
    void everyElementaryRectangleOfTheFirstTwoDimensionsHoldsOnePoint() {
        var points = played(new SobolSampler(), cube(2), 64, 3);
        for (int columns = 1; columns <= 64; columns *= 2) {
            int width = columns;
            var cells = Arrays.stream(points)
                    .map(x -> (int) (x[0] * width) * 64 + (int) (x[1] * (64 / width)))
                    .toList();
            assertThat(new HashSet<>(cells)).as("%d columns", width).hasSize(64);
        }
    }

    /** Digits are turned over by a draw for each prefix, so that two points agree in as many leading digits as before. */
    @Test
    void scramblingKeepsHowManyLeadingDigitsTwoPointsShare() {
        var plain = new SobolSequenceGenerator(3);
        var scrambled = new ScrambledSobol(3, 11);
        double[][] before =
                IntStream.range(0, 50).mapToObj(i -> plain.nextVector()).toArray(double[][]::new);
        double[][] after =
                IntStream.range(0, 50).mapToObj(i -> scrambled.nextVector()).toArray(double[][]::new);
        for (int i = 0; i < 50; i++) {
            for (int j = 0; j < i; j++) {
                for (int k = 0; k < 3; k++) {
                    assertThat(shared(after[i][k], after[j][k])).isEqualTo(shared(before[i][k], before[j][k]));
                }
            }
        }
    }

    private static int shared(double a, double b) {
        return Long.numberOfLeadingZeros((long) Math.scalb(a, 52) ^ (long) Math.scalb(b, 52));
    }

    @Test
    void eachPointAloneIsUniform() {
        int[] counts = new int[8];
        for (int seed = 0; seed < 8000; seed++) {
            var x = new ScrambledSobol(3, seed).nextVector();
            counts[(x[0] < 0.5 ? 0 : 1) + (x[1] < 0.5 ? 0 : 2) + (x[2] < 0.5 ? 0 : 4)]++;
        }
        // Five standard deviations of a count of 1000.
        assertThat(Arrays.stream(counts).boxed()).allMatch(count -> count > 850 && count < 1150);
    }

    @Test
    void aSearchGoesOnWhereItStopped() {
        var sequence = new ScrambledSobol(10, 5);
        sequence.skipTo(37);
        var expected = Problems.ROSENBROCK_10.space().at(sequence.nextVector());
        var history =
                Run.of(new SobolSampler(), Problems.ROSENBROCK_10, 37, 5, 4).history();

        assertThat(new SobolSampler().next(Problems.ROSENBROCK_10.space(), 5, history))
                .hasValue(expected);
        assertThat(new SobolSampler().next(Problems.ROSENBROCK_10.space(), 6, history))
                .isNotEqualTo(expected);
    }

    @Test
    void pointsThatAreNotAllowedArePassedOver() {
        var below = new Space(
                cube(2).parameters(),
                List.of(point -> Double.parseDouble(point.values().get("x0"))
                                + Double.parseDouble(point.values().get("x1"))
                        < 0.5));
        var points = Run.of(new SobolSampler(), new Problem("below", below, point -> 0, 0), 200, 1, 1)
                .history()
                .trials();

        assertThat(points)
                .hasSize(200)
                .extracting(Trial::point)
                .doesNotHaveDuplicates()
                .allMatch(below::allows);
    }

    @Test
    void aSpaceThatHasBeenTriedWholeEndsTheSearch() {
        var space = new Space(List.of(
                new Parameter("a", new Domain.Steps(1, 4, 1, false)),
                new Parameter("b", new Domain.Choices(List.of("x", "y", "z")))));
        var run = Run.of(new SobolSampler(), new Problem("small", space, point -> 0, 0), 20, 1, 1);

        assertThat(run.history().trials()).hasSize(12).extracting(Trial::point).doesNotHaveDuplicates();
    }

    private static double[][] played(Sampler sampler, Space space, int trials, long seed) {
        return Run.of(sampler, new Problem("any", space, point -> 0, 0), trials, seed, 1).history().trials().stream()
                .map(trial -> space.unit(trial.point()))
                .toArray(double[][]::new);
    }

    private static Space cube(int dimensions) {
        return new Space(IntStream.range(0, dimensions)
                .mapToObj(i -> new Parameter("x" + i, new Domain.Range(0, 1, false)))
                .toList());
    }
}

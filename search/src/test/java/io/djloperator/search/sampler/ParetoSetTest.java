package io.djloperator.search.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ParetoSetTest {
    @Test
    void whatAnotherIsBetterThanInAllIsLeftOut() {
        double[][] values = {{3, 1}, {2, 2}, {3, 2}, {1, 3}, {2, 2}, {1, 4}};
        assertThat(ParetoSet.of(values)).containsExactly(0, 1, 3, 4);
        assertThat(ParetoSet.of(new double[0][])).isEmpty();
    }

    @Test
    void ofOneObjectiveTheLeastIsLeft() {
        assertThat(ParetoSet.of(new double[][] {{3}, {1}, {2}, {1}})).containsExactly(1, 3);
    }

    @Property(tries = 100)
    void eachVectorIsInTheSetOrDominatedByOneOfIt(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int objectives) {
        var values = vectors(seed, 40, objectives);
        var set = ParetoSet.of(values);
        for (int i = 0; i < values.length; i++) {
            var vector = values[i];
            boolean isDominated = Arrays.stream(values).anyMatch(other -> ParetoSet.dominates(other, vector));
            assertThat(Arrays.binarySearch(set, i) >= 0).isEqualTo(!isDominated);
        }
    }

    /** The steps have the areas 1 × 1, 1 × 2 and 1 × 3. */
    @Test
    void theAreaUnderAStaircase() {
        double[][] stairs = {{1, 3}, {2, 2}, {3, 1}};
        assertThat(ParetoSet.hypervolume(stairs, new double[] {4, 4})).isEqualTo(6);
        double[][] more = {{1, 3}, {2, 2}, {3, 1}, {3, 3}, {2, 2}, {5, 0}, {0, 4}};
        assertThat(ParetoSet.hypervolume(more, new double[] {4, 4})).isEqualTo(6);
    }

    /** Three boxes of 1 × 1 × 2 that all share one cube of 1: 3 · 2 − 3 · 1 + 1. */
    @Test
    void theVolumeOfThreeBoxes() {
        double[][] boxes = {{0, 1, 1}, {1, 0, 1}, {1, 1, 0}};
        assertThat(ParetoSet.hypervolume(boxes, new double[] {2, 2, 2})).isEqualTo(4);
        assertThat(ParetoSet.hypervolume(new double[0][], new double[] {2, 2, 2}))
                .isZero();
    }

    /**
     * The fronts of Zitzler, Deb and Thiele (2000): ZDT1 is f2 = 1 − √f1, ZDT2 is f2 = 1 − f1². Below (1, 1) they leave 2/3 and 1/3, and (1.1, 1.1) adds 0.21.
     */
    @Test
    void manyPointsOfTheFrontsOfZdtComeCloseToTheirAreas() {
        assertThat(area(x -> 1 - Math.sqrt(x), 1)).isBetween(2 / 3.0 - 1e-3, 2 / 3.0);
        assertThat(area(x -> 1 - x * x, 1)).isBetween(1 / 3.0 - 1e-3, 1 / 3.0);
        assertThat(area(x -> 1 - Math.sqrt(x), 1.1)).isBetween(2 / 3.0 + 0.21 - 1e-3, 2 / 3.0 + 0.21);
        assertThat(area(x -> 1 - x * x, 1.1)).isBetween(1 / 3.0 + 0.21 - 1e-3, 1 / 3.0 + 0.21);
    }

    private static double area(DoubleUnaryOperator front, double reference) {
        int points = 2000;
        var values = IntStream.rangeClosed(0, points)
                .mapToDouble(i -> (double) i / points)
                .mapToObj(x -> new double[] {x, front.applyAsDouble(x)})
                .toArray(double[][]::new);
        return ParetoSet.hypervolume(values, new double[] {reference, reference});
    }

    /** The fronts of Deb et al. (2002): DTLZ1 is the plane f1 + f2 + f3 = 1/2, which leaves 5/6 of the cube of 1/2; DTLZ2 is the unit sphere's eighth, which leaves 1 − π/6. */
    @Test
    void manyPointsOfTheFrontsOfDtlzComeCloseToTheirVolumes() {
        int n = 40;
        var plane = IntStream.rangeClosed(0, n)
                .boxed()
                .flatMap(i -> IntStream.rangeClosed(0, n - i)
                        .mapToObj(j -> new double[] {0.5 * i / n, 0.5 * j / n, 0.5 * (n - i - j) / n}))
                .toArray(double[][]::new);
        var sphere = Arrays.stream(plane)
                .map(vector -> {
                    double length =
                            Math.sqrt(Arrays.stream(vector).map(x -> x * x).sum());
                    return Arrays.stream(vector).map(x -> x / length).toArray();
                })
                .toArray(double[][]::new);

        assertThat(ParetoSet.hypervolume(plane, new double[] {0.5, 0.5, 0.5}))
                .isBetween(0.125 * 5 / 6 * 0.95, 0.125 * 5 / 6);
        assertThat(ParetoSet.hypervolume(sphere, new double[] {1, 1, 1}))
                .isBetween((1 - Math.PI / 6) * 0.92, 1 - Math.PI / 6);
    }

    @Property(tries = 100)
    void itIsWhatInclusionAndExclusionGive(@ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int objectives) {
        var values = vectors(seed, 7, objectives);
        var reference = new double[objectives];
        Arrays.fill(reference, 4.5);
        assertThat(ParetoSet.hypervolume(values, reference))
                .isCloseTo(byInclusionAndExclusion(values, reference), offset(1e-9));
    }

    private static double byInclusionAndExclusion(double[][] values, double[] reference) {
        double sum = 0;
        for (int subset = 1; subset < 1 << values.length; subset++) {
            double shared = 1;
            for (int axis = 0; axis < reference.length; axis++) {
                double worst = Double.NEGATIVE_INFINITY;
                for (int i = 0; i < values.length; i++) {
                    worst = (subset >> i & 1) == 1 ? Math.max(worst, values[i][axis]) : worst;
                }
                shared *= Math.max(0, reference[axis] - worst);
            }
            sum += Integer.bitCount(subset) % 2 == 1 ? shared : -shared;
        }
        return sum;
    }

    @Test
    void aReferenceOfAnotherLengthIsRefused() {
        assertThatThrownBy(() -> ParetoSet.hypervolume(new double[][] {{1, 2, 3}}, new double[] {4, 4}))
                .hasMessageContaining("each of the 3 objectives")
                .hasMessageContaining("has 2");
    }

    // Whole numbers, so that many are equal.
    private static double[][] vectors(long seed, int count, int objectives) {
        var random = new SplittableRandom(seed);
        return Stream.generate(
                        () -> random.ints(objectives, 0, 6).asDoubleStream().toArray())
                .limit(count)
                .toArray(double[][]::new);
    }
}

package io.djloperator.search.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ParetoRankingTest {
    @Test
    void anEarlierFrontComesFirst() {
        double[][] values = {{3, 3}, {1, 2}, {4, 4}, {2, 1}, {2, 3}};
        assertThat(ParetoRanking.best(values, 3)).containsExactlyInAnyOrder(1, 3, 4);
        assertThat(ParetoRanking.best(values, 4)).containsExactlyInAnyOrder(0, 1, 3, 4);
        assertThat(ParetoRanking.best(values, 9)).containsExactlyInAnyOrder(0, 1, 2, 3, 4);
    }

    /** Of five in a row of which two nearly coincide, the middle one and both ends cover more than the pair. */
    @Test
    void ofAFrontThatDoesNotFitThoseAreTakenThatCoverMost() {
        double[][] values = {{0, 4}, {2, 2}, {2.01, 1.99}, {4, 0}};
        assertThat(ParetoRanking.best(values, 3).toArray()).contains(0, 3).hasSize(3);
    }

    /** By the plain algorithm, which computes all that each would add each time. */
    @Property(tries = 50)
    void itIsTheGreedyChoice(@ForAll long seed) {
        var random = new SplittableRandom(seed);
        var front = Stream.generate(() -> random.doubles(2).toArray())
                .limit(12)
                .map(angle -> sphere(angle[0] * Math.PI / 2, angle[1] * Math.PI / 2))
                .toArray(double[][]::new);
        var reference = IntStream.range(0, 3)
                .mapToDouble(axis -> {
                    var axisValues =
                            Arrays.stream(front).mapToDouble(v -> v[axis]).summaryStatistics();
                    return axisValues.getMax() + 0.1 * (axisValues.getMax() - axisValues.getMin());
                })
                .toArray();

        double[][] chosen = new double[0][];
        for (int position : ParetoRanking.best(front, 5).toArray()) {
            double most = 0;
            for (var other : front) {
                most = Math.max(most, ParetoSet.hypervolume(with(chosen, other), reference));
            }
            chosen = with(chosen, front[position]);
            assertThat(ParetoSet.hypervolume(chosen, reference)).isCloseTo(most, offset(1e-12));
        }
    }

    private static double[] sphere(double a, double b) {
        return new double[] {Math.cos(a) * Math.cos(b), Math.cos(a) * Math.sin(b), Math.sin(a)};
    }

    private static double[][] with(double[][] values, double[] more) {
        return Stream.concat(Arrays.stream(values), Stream.of(more)).toArray(double[][]::new);
    }

    /** The reference point is (3.2, 3.2): the middle alone has a square of 1, each end a strip of 1 × 0.2, and (3, 3) nothing. */
    @Test
    void eachContributesWhatNoOtherCovers() {
        assertThat(ParetoRanking.contributions(new double[][] {{1, 3}, {2, 2}, {3, 1}, {3, 3}}))
                .containsExactly(new double[] {0.2, 1, 0.2, 0}, offset(1e-12));
    }

    @Test
    void anObjectiveThatNeverChangesDoesNotMatter() {
        assertThat(ParetoRanking.best(new double[][] {{3, 7}, {1, 7}, {2, 7}}, 2))
                .containsExactly(1, 2);
    }
}

package io.djloperator.search.sampler.cma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.RealVector;
import org.junit.jupiter.api.Test;

class UpdateTest {
    private static final Strategy STRATEGY = Strategy.of(3, 7);

    /**
     * Against cmaes 0.13.1: {@code CMA(mean=[.4, .5, .6], sigma=.2)} told 21 points x_k = 0.3 + 0.4 frac(k α) with the plastic number's α, and the values of an ellipsoid. None of
     * their steps is long enough to be clipped.
     */
    @Test
    void threeBlocksTeachWhatTheyTeachAnotherImplementation() {
        var gaussian = Gaussian.of(vector(0.4, 0.5, 0.6), 0.2);
        for (int block = 0; block < 3; block++) {
            gaussian = new Update(STRATEGY, gaussian, mean -> vector(0, 0, 0)).by(ranked(block));
        }

        assertThat(gaussian.sigma()).isCloseTo(0.12885328483218242, offset(1e-7));
        assertClose(gaussian.mean(), 0.4074108537129334, 0.4496924381519824, 0.4726779105190325);
        assertClose(gaussian.sigmaPath(), -0.6571809257868504, -0.292758068002562, -0.4176147377187785);
        assertClose(gaussian.path(), -0.7942080735897334, -0.26447215463941826, -0.2691310447669104);
        assertClose(gaussian.covariance().getRowVector(0), 0.9436631231620961, 0.030456288510332, -0.025963436922837);
        assertClose(gaussian.covariance().getRowVector(1), 0.030456288510332, 0.5215847038790207, -0.01812686350174);
        assertClose(gaussian.covariance().getRowVector(2), -0.025963436922837, -0.01812686350174, 0.6828179388457851);
    }

    private static List<RealVector> ranked(int block) {
        var points = new ArrayList<>(
                IntStream.rangeClosed(1, 7).mapToObj(i -> point(7 * block + i)).toList());
        points.sort(Comparator.comparingDouble(UpdateTest::ellipsoid));
        return points;
    }

    private static RealVector point(int k) {
        return vector(
                0.3 + 0.4 * (k * 0.7548776662466927 % 1),
                0.3 + 0.4 * (k * 0.5698402909980532 % 1),
                0.3 + 0.4 * (k * 0.4198402909980532 % 1));
    }

    private static double ellipsoid(RealVector x) {
        return Math.pow(x.getEntry(0) - 0.35, 2)
                + 10 * Math.pow(x.getEntry(1) - 0.55, 2)
                + 100 * Math.pow(x.getEntry(2) - 0.5, 2);
    }

    @Test
    void aPointFromFarOffMovesTheMeanByNoMoreThanAnUnlikelyDraw() {
        var before = Gaussian.of(vector(0.5, 0.5, 0.5), 1e-3);
        var points = new ArrayList<RealVector>(List.of(vector(1, 1, 1)));
        for (int i = 0; i < 6; i++) {
            points.add(before.mean());
        }

        var after = new Update(STRATEGY, before, mean -> vector(0, 0, 0)).by(points);

        double longest = Math.sqrt(3) + 6.0 / 5;
        assertThat(after.mean().getDistance(before.mean()))
                .isGreaterThan(0)
                .isLessThanOrEqualTo(STRATEGY.weights().getEntry(0) * longest * 1e-3 * (1 + 1e-9));
        assertThat(after.sigma()).isLessThan(2e-3);
    }

    @Test
    void aCoordinateIsNoNarrowerThanItsFloorAndTheOthersAreAsTheyWere() {
        var before = Gaussian.of(vector(0.5, 0.5, 0.5), 1e-3);
        var free = new Update(STRATEGY, before, mean -> vector(0, 0, 0)).by(ranked(0));
        var floored = new Update(STRATEGY, before, mean -> vector(0, 0.02, 0)).by(ranked(0));

        assertThat(free.deviation(1)).isLessThan(0.01);
        assertThat(floored.deviation(1)).isCloseTo(0.02, offset(1e-7));
        assertThat(floored.deviation(0)).isCloseTo(free.deviation(0), offset(1e-7));
        assertThat(floored.deviation(2)).isCloseTo(free.deviation(2), offset(1e-7));
        assertThat(floored.mean()).isEqualTo(free.mean());
    }

    private static RealVector vector(double... values) {
        return new ArrayRealVector(values);
    }

    private static void assertClose(RealVector vector, double... values) {
        assertThat(vector.toArray()).containsExactly(values, offset(1e-7));
    }
}

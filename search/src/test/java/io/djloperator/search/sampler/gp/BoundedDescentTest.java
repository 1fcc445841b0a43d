package io.djloperator.search.sampler.gp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import org.junit.jupiter.api.Test;

class BoundedDescentTest {
    private static double rosenbrock(double[] x, double[] gradient) {
        double bow = x[1] - x[0] * x[0];
        gradient[0] = -400 * x[0] * bow - 2 * (1 - x[0]);
        gradient[1] = 200 * bow;
        return 100 * bow * bow + (1 - x[0]) * (1 - x[0]);
    }

    @Test
    void itFindsTheEndOfABentValley() {
        var descent = new BoundedDescent(new double[] {-2, -2}, new double[] {2, 2}, 1, 200, 1e-6);
        var place = descent.from(new double[] {-1.2, 1}, BoundedDescentTest::rosenbrock);
        assertThat(place.x()[0]).isCloseTo(1, offset(1e-4));
        assertThat(place.x()[1]).isCloseTo(1, offset(1e-4));
    }

    /** With x at most 0.5 the least value is that at (0.5, 0.25). */
    @Test
    void aBoundThatHoldsIsKept() {
        var descent = new BoundedDescent(new double[] {-2, -2}, new double[] {0.5, 2}, 1, 200, 1e-6);
        var place = descent.from(new double[] {-1.2, 1}, BoundedDescentTest::rosenbrock);
        assertThat(place.x()[0]).isEqualTo(0.5);
        assertThat(place.x()[1]).isCloseTo(0.25, offset(1e-5));
        assertThat(place.value()).isCloseTo(0.25, offset(1e-8));
    }

    @Test
    void whereThereIsNoValueItTurnsBack() {
        var descent = new BoundedDescent(new double[] {-10}, new double[] {10}, 5, 100, 1e-8);
        var place = descent.from(new double[] {3}, (x, gradient) -> {
            gradient[0] = 1;
            return x[0] < 1 ? Double.POSITIVE_INFINITY : x[0];
        });
        assertThat(place.value()).isBetween(1.0, 1.1);
    }
}

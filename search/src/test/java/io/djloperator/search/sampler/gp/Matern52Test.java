package io.djloperator.search.sampler.gp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import org.junit.jupiter.api.Test;

class Matern52Test {
    /** Against scikit-learn 1.9.1, {@code Matern(length_scale=1, nu=2.5)}. */
    @Test
    void correlationsAreThoseOfScikitLearn() {
        double[] distances = {0, 0.1, 0.5, 1, 2, 5};
        double[] expected = {
            1, 0.9917592361711776, 0.8286491424181255, 0.5239941088318203, 0.13866021913850426, 0.0007509337888737546
        };
        for (int i = 0; i < distances.length; i++) {
            assertThat(Matern52.correlation(distances[i] * distances[i])).isCloseTo(expected[i], offset(1e-15));
        }
    }

    @Test
    void theSlopeIsTheDerivativeAlsoAtNoDistance() {
        assertThat(Matern52.slope(0)).isEqualTo(-5.0 / 6);
        for (double squared : new double[] {0.01, 0.3, 1, 4, 20}) {
            double step = 1e-6 * squared;
            double difference =
                    (Matern52.correlation(squared + step) - Matern52.correlation(squared - step)) / (2 * step);
            assertThat(Matern52.slope(squared)).isCloseTo(difference, offset(1e-8));
        }
    }
}

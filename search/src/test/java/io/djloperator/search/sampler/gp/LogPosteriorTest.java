package io.djloperator.search.sampler.gp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LogPosteriorTest {
    /** Against scikit-learn 1.9.1, {@code log_marginal_likelihood(theta, eval_gradient=True)} with a {@code WhiteKernel(0.01)} more. */
    @Test
    void theMarginalLikelihoodIsThatOfScikitLearn() {
        var flat = new double[4];
        Arrays.fill(flat, Double.POSITIVE_INFINITY);
        var likelihood = new LogPosterior(SixValues.SAMPLE, new Prior(new double[4], flat), 2);
        var gradient = new double[4];

        assertThat(likelihood.at(SixValues.logarithms(SixValues.PARAMETERS), gradient))
                .isCloseTo(7.8352939674528645, offset(1e-10));
        double[] expected = {-1.2771948749237965, 0.7084044101793993, 0.7059574400183659, 0.005704998448806616};
        for (int i = 0; i < expected.length; i++) {
            assertThat(gradient[i]).isCloseTo(expected[i], offset(1e-9));
        }
    }

    @Test
    void theGradientIsThatOfFiniteDifferences() {
        var posterior = new LogPosterior(SixValues.SAMPLE, Prior.of(2), 2);
        for (var at : new double[][] {{-1, 0.5, 0.3, -5}, {1, -2, -1, -1}, {0, 0, 0, -12}}) {
            var gradient = new double[4];
            posterior.at(at, gradient);
            for (int i = 0; i < at.length; i++) {
                var above = at.clone();
                var below = at.clone();
                above[i] += 1e-5;
                below[i] -= 1e-5;
                double difference = (posterior.at(above, new double[4]) - posterior.at(below, new double[4])) / 2e-5;
                assertThat(gradient[i]).isCloseTo(difference, offset(1e-6 * (1 + Math.abs(difference))));
            }
        }
    }

    @Test
    void noOtherStartFindsBetterHyperparameters() {
        var posterior = new LogPosterior(SixValues.SAMPLE, Prior.of(2), 2);
        double fitted = posterior.at(SixValues.logarithms(Fitted.of(SixValues.SAMPLE, 2)), new double[4]);
        for (double length = -3; length <= 3; length += 0.5) {
            for (double noise = -15; noise <= 0; noise += 1) {
                assertThat(posterior.at(new double[] {length, length, 0, noise}, new double[4]))
                        .isGreaterThan(fitted);
            }
        }
    }
}

package io.djloperator.search.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TruncatedNormalTest {
    /** Against SciPy 1.17, {@code scipy.stats.truncnorm}: {@code logpdf} and {@code cdf}. */
    @ParameterizedTest
    @CsvSource({
        "0.5, 1, 0, -0.08402219950905043, 0",
        "0.5, 1, 0.3, 0.02097780049094955, 0.29301501476660297",
        "0.5, 1, 0.9, -0.039022199509050504, 0.9058804545186824",
        "0.1, 0.2, 0.02, 0.9794507082793693, 0.05212270915359897",
        "0.1, 0.2, 0.3, 0.5594507082793692, 0.7705549545737005",
        "0.1, 0.2, 0.9, -6.94054929172063, 0.9999591102782555",
        "0.97, 0.05, 0, -185.78265228766315, 0",
        "0.97, 0.05, 0.9, 1.4173477123368383, 0.11127386311796907",
        "0.97, 0.05, 1, 2.2173477123368364, 1",
        "0, 0.01, 0.02, 2.3793788333433636, 0.9544997361036416",
        "0, 0.01, 0.9, -4045.6206211666563, 1"
    })
    void densityAndProbabilityAreThoseOfSciPy(double mean, double deviation, double x, double logDensity, double cdf) {
        var distribution = TruncatedNormal.of(mean, deviation);

        assertThat(distribution.logDensity(x)).isCloseTo(logDensity, offset(1e-9));
        assertThat(distribution.mass(0, x)).isCloseTo(cdf, offset(1e-12));
    }

    /** The largest distance between both distribution functions; a true sample exceeds this bound of Kolmogorov once in a thousand times. */
    @ParameterizedTest
    @CsvSource({"0.5, 1", "0.05, 0.2", "0.97, 0.05"})
    void drawsFollowTheDistribution(double mean, double deviation) {
        var distribution = TruncatedNormal.of(mean, deviation);
        var random = Draws.generator(1, 1);
        int n = 2000;
        var draws = IntStream.range(0, n)
                .mapToDouble(i -> distribution.draw(random))
                .sorted()
                .toArray();

        double distance = IntStream.range(0, n)
                .mapToDouble(i -> Math.abs(distribution.mass(0, draws[i]) - (i + 0.5) / n))
                .max()
                .orElseThrow();

        assertThat(distance).isLessThan(1.95 / Math.sqrt(n));
    }

    @Test
    void thePriorIsNearlyFlat() {
        assertThat(TruncatedNormal.PRIOR.logDensity(0.5) - TruncatedNormal.PRIOR.logDensity(0))
                .isCloseTo(0.125, offset(1e-12));
    }
}

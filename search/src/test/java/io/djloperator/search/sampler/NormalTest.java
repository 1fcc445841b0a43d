package io.djloperator.search.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;
import static org.assertj.core.data.Percentage.withPercentage;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalTest {
    /** Against SciPy 1.17, {@code scipy.stats.norm.cdf}. */
    @ParameterizedTest
    @CsvSource({
        "-20, 2.7536241186061556e-89",
        "-10, 7.61985302416047e-24",
        "-7.5, 3.1908916729108844e-14",
        "-5, 2.866515718791933e-07",
        "-1.5, 0.06680720126885807",
        "0, 0.5",
        "0.3, 0.6179114221889526",
        "2, 0.9772498680518208",
        "6, 0.9999999990134123"
    })
    void theProbabilitiesAreThoseOfSciPy(double z, double expected) {
        assertThat(Normal.cdf(z)).isCloseTo(expected, withPercentage(1e-4)).isCloseTo(expected, offset(1e-14));
    }

    /** Against mpmath with 40 digits. */
    @ParameterizedTest
    @CsvSource({
        "5, 5.5, 2.6766200941330619e-7",
        "-5.5, -5, 2.6766200941330619e-7",
        "-9, -8, 6.2198319858658303e-16",
        "12, 13, 1.7764759969819445e-33",
        "-1, 2, 0.81859461412036374",
        "0.1, 0.1001, 3.9695056205926391e-5"
    })
    void aMassKeepsItsDigitsInBothTails(double low, double high, double expected) {
        assertThat(Normal.mass(low, high)).isCloseTo(expected, withPercentage(1e-4));
    }
}

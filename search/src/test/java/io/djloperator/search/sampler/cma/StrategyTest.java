package io.djloperator.search.sampler.cma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import org.junit.jupiter.api.Test;

class StrategyTest {
    /** Against cmaes 0.13.1 (Nomura and Shibata, "cmaes: A Simple yet Practical Python Library for CMA-ES", arXiv 2402.01373). */
    @Test
    void theConstantsOfTenDimensionsAreThoseOfAnotherImplementation() {
        var strategy = Strategy.of(10, Strategy.defaultPopulation(10));

        assertThat(strategy.population()).isEqualTo(10);
        assertThat(strategy.mass()).isCloseTo(3.1672992814107026, offset(1e-12));
        assertThat(strategy.rankOneRate()).isCloseTo(0.015283824524751714, offset(1e-14));
        assertThat(strategy.rankMuRate()).isCloseTo(0.02015428276120838, offset(1e-14));
        assertThat(strategy.sigmaRate()).isCloseTo(0.2844285879463675, offset(1e-14));
        assertThat(strategy.sigmaDamping()).isCloseTo(1.2844285879463675, offset(1e-14));
        assertThat(strategy.pathRate()).isCloseTo(0.29499038303562225, offset(1e-14));
        assertThat(strategy.expectedLength()).isCloseTo(3.0847265651690123, offset(1e-12));
        assertThat(strategy.weights().toArray())
                .containsExactly(
                        new double[] {
                            0.45627264690340597,
                            0.2707530970017852,
                            0.1622311171586698,
                            0.08523354710016448,
                            0.02550959183597478,
                            -0.08532086250759853,
                            -0.236476601148097,
                            -0.36741365771166457,
                            -0.4829083267842344,
                            -0.5862218288787353
                        },
                        offset(1e-9));
    }

    @Test
    void thePopulationGrowsWithTheLogarithmOfTheDimensions() {
        assertThat(Strategy.defaultPopulation(2)).isEqualTo(6);
        assertThat(Strategy.defaultPopulation(5)).isEqualTo(8);
        assertThat(Strategy.defaultPopulation(100)).isEqualTo(17);
    }
}

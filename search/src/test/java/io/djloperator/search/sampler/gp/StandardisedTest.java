package io.djloperator.search.sampler.gp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StandardisedTest {
    @Test
    void theyHaveMeanZeroAndVarianceOne() {
        var standardised = Standardised.of(new double[] {3, 1, 4, 1, 5, 9, 2, 6});
        assertThat(Arrays.stream(standardised).sum()).isCloseTo(0, offset(1e-12));
        assertThat(Arrays.stream(standardised).map(v -> v * v).sum()).isCloseTo(8, offset(1e-12));
    }

    @Test
    void orderIsKept() {
        var values = new SplittableRandom(3)
                .doubles(100)
                .map(v -> Math.exp(20 * v))
                .sorted()
                .toArray();
        assertThat(Standardised.of(values)).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void aLongTailOfBadValuesLeavesGoodOnesApart() {
        var values = new double[50];
        Arrays.setAll(values, i -> Math.pow(1.5, i));
        var plain = (values[25] - values[0]) / (values[49] - values[0]);
        var standardised = Standardised.of(values);
        assertThat(plain).isLessThan(1e-4);
        assertThat((standardised[25] - standardised[0]) / (standardised[49] - standardised[0]))
                .isGreaterThan(0.1);
    }

    @Test
    void equalValuesAreZero() {
        assertThat(Standardised.of(new double[] {7, 7, 7})).containsOnly(0);
        assertThat(Standardised.of(new double[] {7})).containsOnly(0);
    }
}

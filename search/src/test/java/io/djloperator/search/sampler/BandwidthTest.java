package io.djloperator.search.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BandwidthTest {
    /** Ten numbers half at 0 and half at 1 deviate by √(10/36); Scott's factor for two dimensions is 10^(-1/6). */
    @Test
    void itIsScottsRule() {
        double[] ends = {0, 1, 0, 1, 0, 1, 0, 1, 0, 1};
        assertThat(Bandwidth.of(ends, 2)).isCloseTo(Math.sqrt(10 / 36.0) * Math.pow(10, -1 / 6.0), offset(1e-12));
    }

    @Test
    void whereAllAgreeItIsAsNarrowAsTheirNumberAllows() {
        assertThat(Bandwidth.of(new double[] {0.3, 0.3, 0.3}, 2)).isEqualTo(1 / 5.0);
        assertThat(Bandwidth.of(new double[1000], 2)).isEqualTo(0.01);
        assertThat(Bandwidth.of(new double[] {0.3}, 2)).isEqualTo(1 / 3.0);
        assertThat(Bandwidth.of(new double[0], 2)).isEqualTo(1 / 2.0);
    }

    @Test
    void trialsWithoutTheParameterDoNotCount() {
        double[] some = {0.1, Double.NaN, 0.9, Double.NaN};
        double[] withoutThem = Arrays.stream(some).filter(x -> x == x).toArray();
        assertThat(Bandwidth.of(some, 3)).isEqualTo(Bandwidth.of(withoutThem, 3));
    }
}

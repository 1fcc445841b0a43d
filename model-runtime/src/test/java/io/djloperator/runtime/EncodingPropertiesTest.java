package io.djloperator.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;

class EncodingPropertiesTest {
    @Property
    void everyCategoricalFeatureHasExactlyOneHotInput(@ForAll String text, @ForAll boolean missing)
            throws RowException {
        var feature = new CategoricalFeature("c", List.of("a", "b", "c"));
        var out = new float[] {7, 7, 7, 7};
        feature.encode(missing ? null : text, out, 0);
        float sum = 0;
        for (float one : out) {
            assertThat(one).isIn(0f, 1f);
            sum += one;
        }
        assertThat(sum).isEqualTo(1);
    }

    @Property
    void standardisingIsUndoneByScaleAndMean(
            @ForAll @DoubleRange(min = -1e6, max = 1e6) double x,
            @ForAll @DoubleRange(min = 0.01, max = 1e4) double scale)
            throws RowException {
        var out = new float[1];
        new NumericFeature("n", 5, scale, 0).encode(x, out, 0);
        assertThat(out[0] * scale + 5).isCloseTo(x, offset(1e-6 * (Math.abs(x) + 10)));
    }
}

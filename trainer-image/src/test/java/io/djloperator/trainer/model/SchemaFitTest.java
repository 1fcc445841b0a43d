package io.djloperator.trainer.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.djloperator.api.v1alpha1.Mlp;
import io.djloperator.runtime.CategoricalFeature;
import io.djloperator.runtime.NumericFeature;
import io.djloperator.trainer.data.Column;
import io.djloperator.trainer.data.Dataset;
import java.util.List;
import org.junit.jupiter.api.Test;

class SchemaFitTest {
    private final Column.Numbers age = new Column.Numbers("age", new double[] {1, 3, Double.NaN, 5, 1000});
    private final Column.Texts colour =
            new Column.Texts("colour", List.of("red", "blue", "green"), new int[] {0, 1, -1, 0, 2}, false);
    private final Column.Numbers same = new Column.Numbers("same", new double[] {7, 7, 7, 7, 8});
    private final Column.Texts target = new Column.Texts("y", List.of("yes", "no"), new int[] {0, 1, 0, 1, 0}, false);
    private final Dataset data = new Dataset(5, List.of(age, colour, same), target, List.of());
    private final int[] training = {0, 1, 2, 3};

    @Test
    void onlyTheTrainingPartHasASay() {
        var schema = SchemaFit.fit(data, training, new Mlp(null, null, null));
        // Filled with the median 3: 1, 3, 3, 5, mean 3, standard deviation √2.
        assertThat(schema.features())
                .containsExactly(
                        new NumericFeature("age", 3, Math.sqrt(2), 3),
                        new CategoricalFeature("colour", List.of("blue", "red")),
                        new NumericFeature("same", 7, 1, 7));
        assertThat(schema.classes()).containsExactly("no", "yes");
        assertThat(schema.network().inputs()).isEqualTo(5);
        assertThat(schema.network().outputs()).isEqualTo(2);
    }

    @Test
    void theTargetOfARegressionIsScaled() {
        var prices = new Dataset(
                5, List.of(same), new Column.Numbers("price", new double[] {10, 20, 10, 20, 9e9}), List.of());
        var schema = SchemaFit.fit(prices, training, new Mlp(List.of(), null, null));
        assertThat(schema.targetMean()).isEqualTo(15);
        assertThat(schema.targetScale()).isEqualTo(5);
        assertThat(Part.of(schema, prices, training).targets()).containsExactly(-1, 1, -1, 1);
    }

    @Test
    void rowsThatDoNotFitIntoTheMemoryAreRefusedWithTheWayOut() {
        Part.requireFits(1000, 10, 120_000);
        assertThatThrownBy(() -> Part.requireFits(1000, 10, 119_999))
                .hasMessageContaining("1000 rows with 10 inputs")
                .hasMessageContaining("raise spec.resources.memory");
    }
}

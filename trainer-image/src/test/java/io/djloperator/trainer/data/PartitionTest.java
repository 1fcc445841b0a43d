package io.djloperator.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class PartitionTest {
    @Test
    void neighbouringSeedsDealDifferently() {
        assertThat(Partition.random(1000, 0.1, 0.2, 1).test())
                .isNotEqualTo(Partition.random(1000, 0.1, 0.2, 2).test());
    }

    @Test
    void aClassWithTooFewRowsIsNamedWithTheWayOut() {
        var target = new Column.Texts("y", List.of("often", "rare"), new int[] {0, 0, 0, 0, 1, 1}, false);
        assertThatThrownBy(() -> Partition.stratified(target, 0.2, 0.2, 1))
                .hasMessageContaining("spec.data.split.stratify: class 'rare' has 2 rows")
                .hasMessageContaining("set stratify to false");
    }

    @Test
    void twoRowsCannotBeSplitInThree() {
        assertThatThrownBy(() -> Partition.random(2, 0.2, 0.2, 1)).hasMessageContaining("2 rows are too few");
    }
}

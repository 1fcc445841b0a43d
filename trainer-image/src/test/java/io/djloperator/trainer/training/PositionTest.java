package io.djloperator.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PositionTest {
    private static final Position.Best BEST = new Position.Best("validation/auc", 0.1 + 0.2, 1);

    @Test
    void stepsAndLossesOfAnEpochAddUpAndTheNextOneBeginsAtZero() {
        var second =
                Position.START.afterStep(0.5).afterStep(0.25).atNextEpoch(BEST).afterStep(4);
        assertThat(second).isEqualTo(new Position(2, 1, 3, 4, BEST));
        assertThat(Position.START.afterStep(0.5).afterStep(0.25).lossSum()).isEqualTo(0.75);
    }

    @Test
    void noBitIsLostInWriting() {
        for (double loss : new double[] {1.0 / 3, Double.MIN_VALUE, 0.1 + 0.2, 1e300, Double.NaN}) {
            var at = new Position(7, 3, 123456789012L, loss, BEST);
            assertThat(Position.parse(at.json())).isEqualTo(at);
        }
        assertThat(Position.parse(Position.START.json())).isEqualTo(Position.START);
    }
}

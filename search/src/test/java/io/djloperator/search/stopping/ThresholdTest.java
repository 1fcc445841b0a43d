package io.djloperator.search.stopping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class ThresholdTest {
    private static final Threshold HALF_AFTER_FIVE = new Threshold(5, 0.5);

    @Test
    void aValueWorseThanTheBoundBreaksItFromItsEpochOn() {
        assertThat(HALF_AFTER_FIVE.isBrokenBy(new Reading(4, 0.6))).isFalse();
        assertThat(HALF_AFTER_FIVE.isBrokenBy(new Reading(5, 0.5))).isFalse();
        assertThat(HALF_AFTER_FIVE.isBrokenBy(new Reading(5, 0.6))).isTrue();
        assertThat(HALF_AFTER_FIVE.isBrokenBy(new Reading(9, 0.6))).isTrue();
    }

    @Test
    void whatIsNoNumberBreaksItAtAnyEpoch() {
        assertThat(HALF_AFTER_FIVE.isBrokenBy(new Reading(1, Double.NaN))).isTrue();
        assertThat(HALF_AFTER_FIVE.isBrokenBy(new Reading(1, Double.POSITIVE_INFINITY)))
                .isTrue();
        assertThat(HALF_AFTER_FIVE.isBrokenBy(new Reading(1, Double.NEGATIVE_INFINITY)))
                .isTrue();
    }

    @Test
    void boundsAreChecked() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Threshold(0, 1))
                .withMessageContaining("epochs: 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Threshold(1, Double.NaN))
                .withMessageContaining("bound: NaN");
    }
}

package io.djloperator.search.stopping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.djloperator.search.stopping.Patience.Best;
import org.junit.jupiter.api.Test;

class PatienceTest {
    private static final Patience THREE = new Patience(3, 0.01);

    /** The epoch after which the training is ended; 0 where it is not. NaN stands for itself, an epoch not seen is {@code null}. */
    private static int end(Patience patience, Double... values) {
        var best = Best.NONE;
        for (int i = 0; i < values.length; i++) {
            if (values[i] != null) {
                best = patience.remember(best, new Reading(i + 1, values[i]));
                if (patience.isOver(best, i + 1)) {
                    return i + 1;
                }
            }
        }
        return 0;
    }

    @Test
    void endsWhenSoManyEpochsBroughtNothingBetter() {
        assertThat(end(THREE, 0.5, 0.4, 0.41, 0.42, 0.43, 0.1)).isEqualTo(5);
    }

    @Test
    void goesOnAsLongAsItGetsBetter() {
        assertThat(end(THREE, 0.5, 0.51, 0.51, 0.4, 0.41, 0.41, 0.3)).isZero();
    }

    @Test
    void lessThanTheLeastDifferenceIsNotBetter() {
        assertThat(end(THREE, 0.5, 0.495, 0.495, 0.491)).isEqualTo(4);
    }

    @Test
    void smallStepsThatAddUpAreBetter() {
        assertThat(end(THREE, 0.5, 0.495, 0.489, 0.485, 0.478)).isZero();
    }

    @Test
    void epochsThatWereNotSeenCount() {
        assertThat(end(THREE, 0.5, null, null, 0.5)).isEqualTo(4);
    }

    @Test
    void aTrainingThatNeverHasANumberIsEndedToo() {
        assertThat(end(THREE, Double.NaN, Double.NaN, Double.NaN)).isEqualTo(3);
        assertThat(end(THREE, Double.NaN, Double.NaN, 0.5, Double.NaN)).isZero();
    }

    @Test
    void aReadingThatComesTwiceChangesNothing() {
        var best = THREE.remember(Best.NONE, new Reading(4, 0.5));
        assertThat(THREE.remember(best, new Reading(4, 0.5))).isEqualTo(best);
    }

    @Test
    void boundsAreChecked() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Patience(0, 0))
                .withMessageContaining("patience: 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Patience(1, Double.NaN))
                .withMessageContaining("minDelta: NaN");
        assertThatIllegalArgumentException().isThrownBy(() -> new Patience(1, -0.1));
    }
}

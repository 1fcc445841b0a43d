package io.djloperator.search.sampler.gp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class KeptTest {
    @Test
    void fewAreAllKept() {
        assertThat(Kept.of(new double[4][1], new double[4], 4)).containsExactly(0, 1, 2, 3);
    }

    /** The best three are 50 to 52, the newest 97 to 99; all others are copies of one place but for number 7. */
    @Test
    void theBestTheNewestAndTheFarthestAreKept() {
        var rows = new double[100][];
        Arrays.setAll(rows, i -> new double[] {i == 7 ? 1 : 0});
        var values = new double[100];
        Arrays.setAll(values, i -> i >= 50 && i < 53 ? -1 : 0);

        var kept = Kept.of(rows, values, 9);

        assertThat(kept)
                .hasSize(9)
                .contains(7, 50, 51, 52, 97, 98, 99)
                .doesNotHaveDuplicates()
                .isSorted();
    }
}

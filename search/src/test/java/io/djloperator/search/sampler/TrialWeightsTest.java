package io.djloperator.search.sampler;

import static io.djloperator.search.sampler.TrialSplitTest.trial;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.djloperator.search.sampler.Trial.State;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrialWeightsTest {
    @Test
    void theLast25CountInFullAndTheOldestLeast() {
        assertThat(TrialWeights.fading(25)).containsOnly(1).hasSize(25);
        assertThat(TrialWeights.fading(0)).isEmpty();
        var weights = TrialWeights.fading(125);
        assertThat(weights[0]).isEqualTo(1 / 125.0);
        assertThat(weights[50]).isCloseTo((1 + 1 / 125.0) / 2, offset(1e-12));
        assertThat(weights[99]).isLessThan(1);
        assertThat(Arrays.copyOfRange(weights, 100, 125)).containsOnly(1);
    }

    /** The best of the bad has 10: improvements of 9 and 3. */
    @Test
    void aGoodTrialCountsByHowMuchItIsBetterThanTheBad() {
        var split = new TrialSplit(
                List.of(trial(1, State.COMPLETED, 1, 0, 1.0), trial(2, State.COMPLETED, 2, 0, 7.0)),
                List.of(trial(3, State.COMPLETED, 3, 0, 12.0), trial(4, State.COMPLETED, 4, 0, 10.0)));
        assertThat(TrialWeights.good(split)).containsExactly(new double[] {1.5, 0.5}, offset(1e-12));
    }

    @Test
    void allCountTheSameWhereTheirValuesCannotBeCompared() {
        var completed = trial(1, State.COMPLETED, 1, 0, 1.0);
        var stopped = trial(2, State.STOPPED, 2, 3, 0.5);
        var bad = trial(3, State.COMPLETED, 3, 0, 12.0);
        assertThat(TrialWeights.good(new TrialSplit(List.of(completed, stopped), List.of(bad))))
                .containsExactly(1, 1);
        assertThat(TrialWeights.good(new TrialSplit(List.of(completed), List.of(stopped))))
                .containsExactly(1);
        assertThat(TrialWeights.good(new TrialSplit(List.of(bad, bad), List.of(bad))))
                .containsExactly(1, 1);
        assertThat(TrialWeights.good(new TrialSplit(List.of(), List.of()))).isEmpty();
    }

    /** What they add to the hypervolume is 0.2, 1 and 0.2; see {@link ParetoRankingTest}. */
    @Test
    void bySeveralObjectivesAGoodTrialCountsByWhatItAdds() {
        var split = new TrialSplit(
                List.of(
                        trial(1, State.COMPLETED, 1, 0, 1.0, 3.0),
                        trial(2, State.COMPLETED, 2, 0, 2.0, 2.0),
                        trial(3, State.COMPLETED, 3, 0, 3.0, 1.0)),
                List.of());
        assertThat(TrialWeights.good(split)).containsExactly(new double[] {3 / 7.0, 15 / 7.0, 3 / 7.0}, offset(1e-12));
    }
}

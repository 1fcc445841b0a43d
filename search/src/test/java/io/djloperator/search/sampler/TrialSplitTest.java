package io.djloperator.search.sampler;

import static org.assertj.core.api.Assertions.assertThat;

import io.djloperator.search.space.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrialSplitTest {
    @Test
    void theBestShareIsGood() {
        var split = TrialSplit.of(new History(completed(20), List.of()));
        assertThat(split.good()).extracting(Trial::value).containsExactly(1.0, 2.0, 3.0);
        assertThat(split.bad()).hasSize(17);
    }

    @Test
    void thereAreNeverMoreThan25GoodOnes() {
        assertThat(TrialSplit.of(new History(completed(1000), List.of())).good())
                .hasSize(25);
    }

    @Test
    void aStoppedTrialComesAfterTheCompletedAndTheFurtherItCameTheBetter() {
        var trials = List.of(
                trial(1, Trial.State.STOPPED, 1, 5, 0.0),
                trial(2, Trial.State.STOPPED, 2, 9, 8.0),
                trial(3, Trial.State.COMPLETED, 3, 0, 100.0),
                trial(4, Trial.State.STOPPED, 4, 9, 7.0));
        var padded = new ArrayList<>(trials);
        IntStream.range(5, 21).forEach(i -> padded.add(trial(i, Trial.State.STOPPED, i, 1, 0.0)));

        assertThat(TrialSplit.of(new History(padded, List.of())).good())
                .extracting(Trial::number)
                .containsExactly(3, 4, 2);
    }

    @Test
    void whatIsUnderWayOrFailedIsBadAndTheFormerComesLast() {
        var trials = List.of(
                trial(1, Trial.State.ACTIVE, 0, 0),
                trial(2, Trial.State.COMPLETED, 3, 0, 1.0),
                trial(3, Trial.State.FAILED, 2, 0),
                trial(4, Trial.State.COMPLETED, 1, 0, 2.0));
        var split = TrialSplit.of(new History(trials, List.of()));
        assertThat(split.good()).extracting(Trial::number).containsExactly(2);
        assertThat(split.bad()).extracting(Trial::number).containsExactly(4, 3, 1);
    }

    @Test
    void resultsOfEarlierSearchesTakePartAndComeFirst() {
        var earlier = trial(77, Trial.State.COMPLETED, 1, 0, 0.5);
        var worse = trial(78, Trial.State.COMPLETED, 2, 0, 99.0);
        var split = TrialSplit.of(new History(completed(2), List.of(earlier, worse)));
        assertThat(split.good()).extracting(Trial::number).containsExactly(77);
        assertThat(split.bad()).extracting(Trial::number).containsExactly(78, 1, 2);
    }

    @Test
    void bySeveralObjectivesTheFrontIsGood() {
        var trials = new ArrayList<Trial>();
        trials.add(trial(1, Trial.State.COMPLETED, 1, 0, 1.0, 9.0));
        IntStream.range(2, 13).forEach(i -> trials.add(trial(i, Trial.State.COMPLETED, i, 0, 10.0, 10.0 + i)));
        trials.add(trial(13, Trial.State.COMPLETED, 13, 0, 9.0, 1.0));
        assertThat(TrialSplit.of(new History(trials, List.of())).good())
                .extracting(Trial::number)
                .containsExactlyInAnyOrder(1, 13);
    }

    private static List<Trial> completed(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> trial(i, Trial.State.COMPLETED, i, 0, (double) (count + 1 - i)))
                .toList();
    }

    static Trial trial(int number, Trial.State state, int ended, int epochs, Double... values) {
        return new Trial(number, new Point(Map.of()), state, List.of(values), ended, epochs);
    }
}

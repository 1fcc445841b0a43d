package io.djloperator.search.stopping;

import static io.djloperator.search.stopping.Curves.active;
import static io.djloperator.search.stopping.Curves.atFirstEpoch;
import static io.djloperator.search.stopping.Curves.ended;
import static io.djloperator.search.stopping.Curves.stopped;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MedianStopTest {
    private static final MedianStop MEDIAN = new MedianStop(1, 3, 10);

    @Test
    void comparesAtEpochsThatAreSpreadEvenly() {
        assertThat(MEDIAN.rungs()).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(new MedianStop(3, 1, 27).rungs()).containsExactly(3, 6, 9, 12, 15, 18, 21, 24);
        assertThat(new MedianStop(10, 1, 1000).rungs()).containsExactly(10, 120, 230, 340, 450, 560, 670, 780, 890);
    }

    @Test
    void theBestOfATrialIsComparedWithTheMedianOfTheOthersAverages() {
        var others = List.of(ended(1, MEDIAN, 0.5, 0.25), ended(2, MEDIAN, 0.75, 0.25), ended(3, MEDIAN, 1.0, 1.0));
        // averages of the others at epoch 2: 0.375, 0.5, 1
        assertThat(MEDIAN.judge(with(others, active(4, MEDIAN, 0.7, 0.5)))).isEmpty();
        assertThat(MEDIAN.judge(with(others, active(4, MEDIAN, 0.7, 0.51))))
                .containsExactly(new Stop(4, 2, 0.51, 0.5, 3));
    }

    @Test
    void theMedianOfAnEvenNumberIsTheMiddleOfTwo() {
        var curves = atFirstEpoch(MEDIAN, 0.1, 0.2, 0.4, 0.5, 0.35);
        assertThat(MEDIAN.judge(curves)).extracting(Stop::trial).containsExactly(3, 4, 5);
        assertThat(MEDIAN.judge(curves)).extracting(Stop::bound).containsExactly(0.275, 0.275, (0.2 + 0.4) / 2);
    }

    @Test
    void aTrialThatWasOnceGoodIsNotStopped() {
        var others = List.of(
                ended(1, MEDIAN, 0.5, 0.5, 0.5), ended(2, MEDIAN, 0.5, 0.5, 0.5), ended(3, MEDIAN, 0.5, 0.5, 0.5));
        assertThat(stopped(MEDIAN, with(others, active(4, MEDIAN, 0.4, 0.9, 0.9))))
                .isEmpty();
    }

    @Test
    void nobodyIsStoppedBeforeEnoughOthersHaveComeAsFar() {
        var curves = List.of(ended(1, MEDIAN, 0.1, 0.1), ended(2, MEDIAN, 0.1, 0.1), ended(3, MEDIAN, 0.1));
        assertThat(stopped(MEDIAN, with(curves, active(4, MEDIAN, 0.9, 0.9)))).isEmpty();
        assertThat(stopped(MEDIAN, with(curves, active(4, MEDIAN, 0.9)))).containsExactly(4);
    }

    @Test
    void equalTrialsAllGoOn() {
        assertThat(stopped(MEDIAN, atFirstEpoch(MEDIAN, 0.5, 0.5, 0.5, 0.5, 0.5)))
                .isEmpty();
    }

    @Test
    void aTrialThatNeverHadANumberIsStoppedEvenWhenItIsAlone() {
        assertThat(stopped(MEDIAN, atFirstEpoch(MEDIAN, Double.NaN))).containsExactly(1);
        assertThat(stopped(MEDIAN, List.of(active(1, MEDIAN, 0.9, Double.NaN)))).isEmpty();
    }

    @Test
    void aTrialThatHasReportedItsLastEpochIsLeftToPackageItsModel() {
        var others = List.of(ended(1, MEDIAN, 0.1), ended(2, MEDIAN, 0.1), ended(3, MEDIAN, 0.1));
        var last = new Curve(4, MEDIAN.remember(Rungs.NONE, new Reading(10, 0.9)), true);
        assertThat(stopped(MEDIAN, with(others, last))).isEmpty();
    }

    @Test
    void whatComparesNobodyIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MedianStop(5, 3, 5))
                .withMessageContaining("minEpochs: 5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MedianStop(1, 0, 5))
                .withMessageContaining("minTrials: 0");
    }

    private static List<Curve> with(List<Curve> curves, Curve one) {
        var more = new ArrayList<>(curves);
        more.add(one);
        return more;
    }
}

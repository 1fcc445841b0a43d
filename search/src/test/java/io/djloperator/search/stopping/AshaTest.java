package io.djloperator.search.stopping;

import static io.djloperator.search.stopping.Curves.active;
import static io.djloperator.search.stopping.Curves.atFirstEpoch;
import static io.djloperator.search.stopping.Curves.ended;
import static io.djloperator.search.stopping.Curves.stopped;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class AshaTest {
    private static final Asha ASHA = new Asha(1, 3, 27);

    @Test
    void rungsAreAPowerOfTheReductionApartAndEndBeforeTheLastEpoch() {
        assertThat(ASHA.rungs()).containsExactly(1, 3, 9);
        assertThat(new Asha(2, 3, 20).rungs()).containsExactly(2, 6, 18);
        assertThat(new Asha(4, 4, 5).rungs()).containsExactly(4);
    }

    @Test
    void theFirstTrialAtARungGoesOnAtOnce() {
        assertThat(stopped(ASHA, atFirstEpoch(ASHA, 0.9))).isEmpty();
    }

    @Test
    void onlyTheBestThirdGoesOnRoundedUp() {
        assertThat(stopped(ASHA, atFirstEpoch(ASHA, 0.4, 0.2, 0.3))).containsExactly(1, 3);
        assertThat(stopped(ASHA, atFirstEpoch(ASHA, 0.4, 0.2, 0.3, 0.5))).containsExactly(1, 4);
    }

    @Test
    void aTrialIsComparedAgainWhenALaterOneReachesTheRungThatItHasPassed() {
        var early = active(1, ASHA, 0.4, 0.35);
        assertThat(stopped(ASHA, List.of(early, active(2, ASHA, 0.5)))).containsExactly(2);
        assertThat(stopped(ASHA, List.of(early, ended(2, ASHA, 0.5), active(3, ASHA, 0.3))))
                .containsExactly(1);
    }

    @Test
    void aTrialIsComparedAtItsHighestRungOnlySoThatALateStarterIsNotStoppedByQuickOnes() {
        var late = active(1, ASHA, 0.9, 0.5, 0.1);
        assertThat(stopped(
                        ASHA, List.of(late, ended(2, ASHA, 0.3), ended(3, ASHA, 0.3), ended(4, ASHA, 0.3, null, 0.29))))
                .isEmpty();
    }

    @Test
    void whoeverHasFailedOrWasDeletedIsComparedWithAndNeverStopped() {
        var curves = List.of(ended(1, ASHA, 0.1), ended(2, ASHA), active(3, ASHA), active(4, ASHA, 0.2));
        assertThat(ASHA.judge(curves)).containsExactly(new Stop(4, 1, 0.2, 0.1, 2));
    }

    @Test
    void equalTrialsAllGoOn() {
        assertThat(stopped(ASHA, atFirstEpoch(ASHA, 0.5, 0.5, 0.5, 0.5, 0.5))).isEmpty();
        assertThat(stopped(ASHA, atFirstEpoch(ASHA, 0.5, 0.5, 0.6, 0.5, 0.6))).containsExactly(3, 5);
    }

    @Test
    void aTrialWithoutANumberIsStoppedEvenWhenItIsAlone() {
        assertThat(stopped(ASHA, atFirstEpoch(ASHA, Double.NaN))).containsExactly(1);
        assertThat(stopped(ASHA, atFirstEpoch(ASHA, Double.NaN, 0.9, Double.POSITIVE_INFINITY)))
                .containsExactly(1, 3);
    }

    @Test
    void aTrialThatHasReportedItsLastEpochIsLeftToPackageItsModel() {
        var last = new Curve(1, ASHA.remember(Rungs.NONE, new Reading(27, 0.9)), true);
        var but = new Curve(2, ASHA.remember(Rungs.NONE, new Reading(26, 0.9)), true);
        var better = ended(3, ASHA, null, null, null, null, null, null, null, null, 0.1);
        assertThat(stopped(ASHA, List.of(last, but, better))).containsExactly(2);
    }

    @Test
    void whatMakesNoRungOrTooManyIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Asha(20, 3, 20))
                .withMessageContaining("minEpochs: 20 must be at least 1 and less than the 20 epochs");
        assertThatIllegalArgumentException().isThrownBy(() -> new Asha(0, 3, 20));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Asha(1, 1, 20))
                .withMessageContaining("reduction: 1");
        assertThat(new Asha(1, 2, 512).rungs()).hasSize(Rungs.MOST);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Asha(1, 2, 513))
                .withMessageContaining("make minEpochs or reduction greater");
    }
}

package io.djloperator.search.stopping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RungsTest {
    private static final StoppingRule ASHA = new Asha(2, 3, 27);
    private static final StoppingRule MEDIAN = new MedianStop(1, 1, 4);

    @Test
    void aRungHasTheValueOfTheFirstReadingAtOrAfterIt() {
        assertThat(Curves.rungs(ASHA, 0.9, null, 0.7, 0.6, null, null, null, 0.2)
                        .values())
                .isEqualTo(Map.of(2, 0.7, 6, 0.2));
    }

    @Test
    void aReadingThatJumpsOverRungsCountsForEachOfThem() {
        assertThat(ASHA.remember(Rungs.NONE, new Reading(20, 0.5)).values()).isEqualTo(Map.of(2, 0.5, 6, 0.5, 18, 0.5));
    }

    @Test
    void aTrainingThatGoesOnFromACheckpointAndPassesEpochsTwiceChangesNothing() {
        var rungs = Curves.rungs(ASHA, 0.9, 0.8, 0.7);
        var again = ASHA.remember(ASHA.remember(rungs, new Reading(2, 0.1)), new Reading(3, 0.1));
        assertThat(again).isEqualTo(rungs);
        assertThat(ASHA.remember(again, new Reading(0, 0.1))).isEqualTo(rungs);
    }

    @Test
    void runningAveragesAreThoseOfAllEpochsSoFar() {
        assertThat(Curves.rungs(MEDIAN, 4.0, 2.0, 3.0).values()).isEqualTo(Map.of(1, 4.0, 2, 3.0, 3, 3.0));
    }

    @Test
    void aReadingStandsForTheEpochsBeforeItThatWereNotSeen() {
        assertThat(Curves.rungs(MEDIAN, 5.0, null, 2.0).mean()).isCloseTo((5.0 + 2.0 + 2.0) / 3, within(1e-12));
        assertThat(Curves.rungs(MEDIAN, null, 5.0, 2.0).mean()).isCloseTo((5.0 + 5.0 + 2.0) / 3, within(1e-12));
    }

    @Test
    void whatIsNoNumberMakesTheAverageTheWorstForEver() {
        var rungs = Curves.rungs(MEDIAN, 1.0, Double.NaN, 1.0);
        assertThat(rungs.mean()).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(rungs.best()).isEqualTo(1.0);
        assertThat(new Reading(1, Double.NEGATIVE_INFINITY).value()).isEqualTo(Double.POSITIVE_INFINITY);
    }

    @Test
    void noMatterHowLongATrainingIsItsMemoryIsBounded() {
        for (var rule : new StoppingRule[] {new Asha(3, 2, 1000), new MedianStop(1, 1, 100_000)}) {
            var rungs = IntStream.rangeClosed(1, 2000)
                    .boxed()
                    .reduce(
                            Rungs.NONE,
                            (before, epoch) -> rule.remember(before, new Reading(epoch * 50, 1)),
                            (a, b) -> b);
            assertThat(rungs.values()).hasSize(rule.rungs().size()).hasSizeBetween(5, Rungs.MOST);
        }
    }
}

package io.djloperator.search.stopping;

import static org.assertj.core.api.Assertions.assertThat;

import io.djloperator.search.stopping.RecordedSearches.Summary;
import java.util.List;
import org.junit.jupiter.api.Test;

class AshaOnRecordedCurvesTest {
    private static final int MOST_SEARCHES = 18;
    private static final double SHARE_OF_EPOCHS = 0.40;
    private static final double SHARE_WHERE_RUNGS_ARE_SEEN_LATE = 0.45;
    private static final Asha ASHA = new Asha(3, 3, RecordedCurve.EPOCHS);

    private final List<RecordedCurve> mortgagesAuc = RecordedCurve.metrics("hmda", -1);
    private final List<RecordedCurve> mortgagesLoss = RecordedCurve.losses("hmda");
    private final List<RecordedCurve> concreteRmse = RecordedCurve.metrics("concrete", 1);
    private final List<RecordedCurve> cancerAuc = RecordedCurve.metrics("breast_cancer", -1);

    @Test
    void findsAConfigurationWithinOnePercentOfTheBestForTwoFifthsOfTheEpochs() {
        for (var recorded : List.of(mortgagesAuc, mortgagesLoss, concreteRmse, cancerAuc)) {
            var summary = RecordedSearches.of(recorded, ASHA, 1);
            assertThat(findsTheBest(summary)).as(summary.toString()).isTrue();
            assertThat(isCheap(summary, SHARE_OF_EPOCHS)).as(summary.toString()).isTrue();
        }
    }

    @Test
    void findsItAlsoWhereHalfOfTheReportsAreMerged() {
        for (var recorded : List.of(mortgagesAuc, mortgagesLoss, concreteRmse, cancerAuc)) {
            var summary = RecordedSearches.of(recorded, ASHA, 0.5);
            assertThat(findsTheBest(summary)).as(summary.toString()).isTrue();
            assertThat(isCheap(summary, SHARE_WHERE_RUNGS_ARE_SEEN_LATE))
                    .as(summary.toString())
                    .isTrue();
        }
    }

    @Test
    void aRuleThatStopsNobodyIsNotCheap() {
        var summary = RecordedSearches.withoutStops(mortgagesAuc, ASHA);
        assertThat(findsTheBest(summary)).isTrue();
        assertThat(isCheap(summary, SHARE_OF_EPOCHS)).as(summary.toString()).isFalse();
    }

    @Test
    void aRuleThatStopsAsManyAtRandomDoesNotFindTheBest() {
        for (var recorded : List.of(mortgagesAuc, mortgagesLoss, concreteRmse)) {
            var summary = RecordedSearches.withRandomStops(recorded, ASHA, 2.0 / 3);
            assertThat(isCheap(summary, SHARE_OF_EPOCHS)).as(summary.toString()).isTrue();
            assertThat(findsTheBest(summary)).as(summary.toString()).isFalse();
        }
    }

    private static boolean findsTheBest(Summary summary) {
        return summary.good() >= MOST_SEARCHES;
    }

    private static boolean isCheap(Summary summary, double share) {
        return summary.greatestShare() <= share;
    }
}

package io.djloperator.search.stopping;

import static org.assertj.core.api.Assertions.assertThat;

import io.djloperator.search.stopping.RecordedSearches.Summary;
import java.util.List;
import org.junit.jupiter.api.Test;

class MedianStopOnRecordedCurvesTest {
    private static final double SHARE_OF_EPOCHS = 0.70;
    private static final MedianStop MEDIAN = new MedianStop(3, 5, RecordedCurve.EPOCHS);

    private final List<RecordedCurve> mortgagesAuc = RecordedCurve.metrics("hmda", -1);
    private final List<RecordedCurve> mortgagesLoss = RecordedCurve.losses("hmda");
    private final List<RecordedCurve> concreteRmse = RecordedCurve.metrics("concrete", 1);
    private final List<RecordedCurve> cancerAuc = RecordedCurve.metrics("breast_cancer", -1);
    private final List<RecordedCurve> cancerLoss = RecordedCurve.losses("breast_cancer");

    @Test
    void alwaysFindsAConfigurationWithinOnePercentOfTheBestAndSavesThreeTenthsOfTheEpochs() {
        for (var recorded : List.of(mortgagesAuc, mortgagesLoss, concreteRmse, cancerAuc, cancerLoss)) {
            var summary = RecordedSearches.of(recorded, MEDIAN, 1);
            assertThat(alwaysFindsTheBest(summary)).as(summary.toString()).isTrue();
            assertThat(isCheaper(summary)).as(summary.toString()).isTrue();
        }
    }

    @Test
    void findsItAlsoWhereHalfOfTheReportsAreMerged() {
        for (var recorded : List.of(mortgagesAuc, mortgagesLoss, concreteRmse, cancerAuc, cancerLoss)) {
            var summary = RecordedSearches.of(recorded, MEDIAN, 0.5);
            assertThat(alwaysFindsTheBest(summary)).as(summary.toString()).isTrue();
            assertThat(isCheaper(summary)).as(summary.toString()).isTrue();
        }
    }

    @Test
    void aRuleThatStopsNobodyIsNotCheaper() {
        assertThat(isCheaper(RecordedSearches.withoutStops(mortgagesAuc, MEDIAN)))
                .isFalse();
    }

    @Test
    void aRuleThatStopsAsManyAtRandomDoesNotAlwaysFindTheBest() {
        for (var recorded : List.of(mortgagesAuc, mortgagesLoss, concreteRmse, cancerLoss)) {
            var summary = RecordedSearches.withRandomStops(recorded, MEDIAN, 0.15);
            assertThat(isCheaper(summary)).as(summary.toString()).isTrue();
            assertThat(alwaysFindsTheBest(summary)).as(summary.toString()).isFalse();
        }
    }

    private static boolean alwaysFindsTheBest(Summary summary) {
        return summary.good() == RecordedSearches.SEEDS;
    }

    private static boolean isCheaper(Summary summary) {
        return summary.share() <= SHARE_OF_EPOCHS;
    }
}

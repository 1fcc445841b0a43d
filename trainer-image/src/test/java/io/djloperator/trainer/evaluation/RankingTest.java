package io.djloperator.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import org.junit.jupiter.api.Test;

class RankingTest {
    @Test
    void aucAndAveragePrecisionOfThePublishedExample() {
        // scikit-learn's documentation of roc_auc_score and average_precision_score: 0.75 and 0.8333…
        double[] scores = {0.1, 0.4, 0.35, 0.8};
        boolean[] positive = {false, false, true, true};
        assertThat(Ranking.auc(scores, positive)).isEqualTo(0.75);
        assertThat(Ranking.averagePrecision(scores, positive)).isCloseTo(5 / 6.0, offset(1e-12));
    }

    @Test
    void tiesCountHalf() {
        // Pairs: (0.5, 0.5) tied ½, (0.5, 0.2) won 1; (0.9, 0.5) 1, (0.9, 0.2) 1: 3.5 of 4.
        assertThat(Ranking.auc(new double[] {0.5, 0.5, 0.9, 0.2}, new boolean[] {true, false, true, false}))
                .isEqualTo(0.875);
    }

    @Test
    void equalScoresShareOneThreshold() {
        // One threshold for all: precision 1/4 at recall 1.
        assertThat(Ranking.averagePrecision(new double[] {1, 1, 1, 1}, new boolean[] {true, false, false, false}))
                .isEqualTo(0.25);
        assertThat(Ranking.auc(new double[] {1, 1, 1, 1}, new boolean[] {true, false, false, false}))
                .isEqualTo(0.5);
        // Thresholds 3: {+} P=1 R=½; 2: {+,−} tied P=⅔ R=1.
        assertThat(Ranking.averagePrecision(new double[] {3, 2, 2, 1}, new boolean[] {true, true, false, false}))
                .isCloseTo(0.5 + 0.5 * 2 / 3, offset(1e-12));
    }

    @Test
    void withOneClassNeitherIsDefined() {
        assertThat(Ranking.auc(new double[] {1, 2}, new boolean[] {true, true})).isNaN();
        assertThat(Ranking.averagePrecision(new double[] {1, 2}, new boolean[] {false, false}))
                .isNaN();
    }
}

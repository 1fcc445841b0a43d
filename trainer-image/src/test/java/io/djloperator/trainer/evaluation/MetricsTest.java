package io.djloperator.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.djloperator.trainer.evaluation.Fairness.GroupRate;
import org.junit.jupiter.api.Test;

class MetricsTest {
    @Test
    void accuracyIsTheShareOfHits() {
        assertThat(Classification.accuracy(new int[] {0, 2, 1, 3}, new int[] {0, 1, 2, 3}))
                .isEqualTo(0.5);
    }

    @Test
    void f1OfEachClassOfThePublishedExample() {
        // scikit-learn's documentation of f1_score: macro 0.26666…, that is 0.8, 0 and 0 by class.
        int[] actual = {0, 1, 2, 0, 1, 2};
        int[] predicted = {0, 2, 1, 0, 0, 1};
        assertThat(Classification.f1(predicted, actual, 0)).isCloseTo(0.8, offset(1e-12));
        assertThat(Classification.f1(predicted, actual, 1)).isZero();
        assertThat(Classification.f1(predicted, actual, 2)).isZero();
        assertThat(Classification.f1(predicted, actual, 9)).isZero();
    }

    @Test
    void crossEntropyOfHandMadeProbabilities() {
        double[][] probabilities = {{0.5, 0.5}, {0.25, 0.75}};
        assertThat(Classification.crossEntropy(probabilities, new int[] {0, 1}))
                .isCloseTo((Math.log(2) - Math.log(0.75)) / 2, offset(1e-12));
        assertThat(Classification.crossEntropy(new double[][] {{1, 0}}, new int[] {1}))
                .isFinite()
                .isGreaterThan(700);
    }

    @Test
    void theFirstOfEquallyProbableClassesIsPredicted() {
        assertThat(Classification.mostProbable(new double[][] {{0.5, 0.5}, {0.2, 0.3, 0.5}}))
                .containsExactly(0, 2);
    }

    @Test
    void parityIsTheGreatestMinusTheLeastRateAndRowsWithNoGroupAreInNone() {
        int[] predicted = {1, 1, 0, 0, 1, 0, 1};
        int[] actual = {1, 0, 0, 0, 1, 1, 1};
        var rates = Fairness.rates(predicted, actual, 1, new String[] {"a", "a", "a", "a", "b", "c", null});
        assertThat(rates)
                .containsExactly(
                        new GroupRate("a", 4, 0.5, 0.25), new GroupRate("b", 1, 1, 1), new GroupRate("c", 1, 0, 1));
        assertThat(Fairness.demographicParityDifference(rates)).isEqualTo(1);
        assertThat(Fairness.demographicParityDifference(rates.subList(0, 1))).isNaN();
    }

    @Test
    void regressionMetricsOfThePublishedExample() {
        // scikit-learn's documentation: MSE 0.375, MAE 0.5, R² 0.948…
        double[] actual = {3, -0.5, 2, 7};
        double[] predicted = {2.5, 0.0, 2, 8};
        assertThat(Regression.rmse(predicted, actual)).isCloseTo(Math.sqrt(0.375), offset(1e-12));
        assertThat(Regression.mae(predicted, actual)).isEqualTo(0.5);
        assertThat(Regression.r2(predicted, actual)).isCloseTo(0.9486081370449679, offset(1e-12));
        assertThat(Regression.r2(new double[] {1, 2}, new double[] {3, 3})).isNaN();
    }
}

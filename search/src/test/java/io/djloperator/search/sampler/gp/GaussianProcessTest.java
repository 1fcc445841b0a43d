package io.djloperator.search.sampler.gp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.List;
import org.junit.jupiter.api.Test;

class GaussianProcessTest {
    private static final GaussianProcess PROCESS = GaussianProcess.of(SixValues.SAMPLE, SixValues.PARAMETERS);

    /** Against scikit-learn 1.9.1: {@code GaussianProcessRegressor(1.7 * Matern([0.4, 0.9], nu=2.5) + 1.0, alpha=[.01, .01, .01, .26, .01, .01], optimizer=None)}. */
    @Test
    void meanAndVarianceAreThoseOfScikitLearn() {
        double[][] rows = {{0.5, 0.5}, {0.1, 0.2}, {0.9, 0.95}};
        double[] means = {-0.29640275480995637, 0.7873360021130442, -0.7004108353477444};
        double[] variances = {0.07345610141626223, 0.009851459432478116, 0.5187161707898172};
        for (int i = 0; i < rows.length; i++) {
            assertThat(PROCESS.at(rows[i]).mean()).isCloseTo(means[i], offset(1e-12));
            assertThat(PROCESS.mean(rows[i])).isCloseTo(means[i], offset(1e-12));
            assertThat(PROCESS.at(rows[i]).variance()).isCloseTo(variances[i], offset(1e-12));
        }
    }

    @Test
    void slopesAreTheDerivatives() {
        double[] row = {0.55, 0.4};
        var slope = PROCESS.slopeAt(row);
        assertThat(slope.belief()).isEqualTo(PROCESS.at(row));
        for (int c = 0; c < row.length; c++) {
            var below = PROCESS.at(moved(row, c, -1e-5));
            var above = PROCESS.at(moved(row, c, 1e-5));
            assertThat(slope.mean()[c]).isCloseTo((above.mean() - below.mean()) / 2e-5, offset(1e-7));
            assertThat(slope.variance()[c]).isCloseTo((above.variance() - below.variance()) / 2e-5, offset(1e-7));
        }
    }

    @Test
    void improvementsSlopesAreTheDerivativesAlsoWhereHardlyAnyIsExpected() {
        for (double best : new double[] {0, -1.3, -30}) {
            var improvement = new Improvement(SixValues.ENCODING, PROCESS, best);
            double[] unit = {0.55, 0.4};
            var gradient = new double[2];
            assertThat(improvement.at(unit, gradient)).isEqualTo(improvement.at(unit));
            for (int i = 0; i < unit.length; i++) {
                double difference =
                        (improvement.at(moved(unit, i, 1e-5)) - improvement.at(moved(unit, i, -1e-5))) / 2e-5;
                assertThat(gradient[i]).isCloseTo(difference, offset(1e-5 * Math.abs(difference)));
            }
        }
    }

    @Test
    void whatIsBelievedChangesNoMeanButIsKnown() {
        double[] awaited = {0.9, 0.95};
        var plain = Surrogate.of(SixValues.SAMPLE, SixValues.PARAMETERS, List.of());
        var believed = Surrogate.of(SixValues.SAMPLE, SixValues.PARAMETERS, List.of(awaited));
        double[] elsewhere = {0.3, 0.3};
        assertThat(believed.process().mean(elsewhere)).isCloseTo(plain.process().mean(elsewhere), offset(1e-3));
        assertThat(plain.process().at(awaited).variance()).isGreaterThan(0.5);
        assertThat(believed.process().at(awaited).variance()).isLessThan(0.01);
    }

    private static double[] moved(double[] row, int column, double by) {
        var moved = row.clone();
        moved[column] += by;
        return moved;
    }
}

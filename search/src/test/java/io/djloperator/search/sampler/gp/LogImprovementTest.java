package io.djloperator.search.sampler.gp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import org.junit.jupiter.api.Test;

class LogImprovementTest {
    /** z, log h(z) and its derivative Φ(z)/h(z) by mpmath with 60 to 6,000 digits. */
    private static final double[][] KNOWN = {
        {5, 1.6094379231264314, 0.19999994053122005},
        {1, 0.08002621884930694, 0.77663872520173926},
        {0.3, -0.5678171536779369, 1.0902499611311893},
        {0, -0.91893853320467274, 1.2533141373155003},
        {-0.5, -1.6205162643873199, 1.5598731483480797},
        {-1, -2.4851210257126413, 1.9042712333296918},
        {-2, -4.7687835239171142, 2.679416883955586},
        {-2.4999, -6.2122318073846666, 3.0983378802192912},
        {-2.5001, -6.2128514920440459, 3.0985087139561056},
        {-3, -7.8696860596030285, 3.5323375176251605},
        {-5, -16.74430116266099, 5.3618162412880885},
        {-10, -55.553122036122356, 10.194383033412553},
        {-38, -730.19618340211374, 38.052522760041328},
        {-100, -5010.1295788002498, 100.01999400419587},
        {-1e4, -50000019.339619307, 10000.000199999994},
        {-1e8, -5000000000000037.8, 100000000.00000002}
    };

    @Test
    void valuesAreExactFarIntoTheTail() {
        for (var known : KNOWN) {
            assertThat(LogImprovement.at(known[0])).as("z %s", known[0]).isCloseTo(known[1], withPercentage(1e-10));
        }
    }

    @Test
    void slopesAreExactFarIntoTheTail() {
        for (var known : KNOWN) {
            assertThat(LogImprovement.slope(known[0])).as("z %s", known[0]).isCloseTo(known[2], withPercentage(1e-10));
        }
    }

    @Test
    void itGrowsWithTheMeanAlsoWhereTheMethodChanges() {
        for (double z = -3; z < 3; z += 1e-3) {
            assertThat(LogImprovement.at(z)).isLessThan(LogImprovement.at(z + 1e-3));
        }
    }
}

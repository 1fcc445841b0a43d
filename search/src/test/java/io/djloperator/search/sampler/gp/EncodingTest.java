package io.djloperator.search.sampler.gp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.djloperator.search.space.Domain;
import io.djloperator.search.space.Parameter;
import io.djloperator.search.space.Point;
import io.djloperator.search.space.Space;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EncodingTest {
    private static final Space SPACE = new Space(List.of(
            new Parameter("optimizer", new Domain.Choices(List.of("adam", "lbfgs", "sgd"))),
            new Parameter("layers", new Domain.Steps(1, 5, 1, false)),
            new Parameter("only", new Domain.Choices(List.of("one"))),
            new Parameter(
                    "momentum",
                    new Domain.Range(0, 1, false),
                    Optional.of(new Parameter.Condition("optimizer", Set.of("sgd")))),
            new Parameter(
                    "schedule",
                    new Domain.Choices(List.of("flat", "cosine")),
                    Optional.of(new Parameter.Condition("layers", Set.of("4", "5"))))));
    private static final Encoding ENCODING = Encoding.of(SPACE);
    private static final double[] ONES = {1, 1, 1, 1};

    private static double squaredDistance(Map<String, String> a, Map<String, String> b) {
        var sample = new Sample(
                ENCODING.columns(), new double[][] {ENCODING.row(new Point(a))}, new double[1], new double[1]);
        return sample.squaredDistances(ENCODING.row(new Point(b)), ONES)[0];
    }

    @Test
    void parametersWithNothingToChooseHaveNoLengthScale() {
        assertThat(ENCODING.scales()).isEqualTo(4);
    }

    @Test
    void choicesAreAtDistanceOne() {
        assertThat(squaredDistance(
                        Map.of("optimizer", "adam", "layers", "1", "only", "one"),
                        Map.of("optimizer", "lbfgs", "layers", "1", "only", "one")))
                .isEqualTo(1);
    }

    @Test
    void whatBothLeaveOutDoesNotPartThem() {
        var adam = Map.of("optimizer", "adam", "layers", "2", "only", "one");
        assertThat(squaredDistance(adam, adam)).isZero();
    }

    /** The choice differs, the momentum is there in one only, and lies off the middle by 0.3. */
    @Test
    void whatOneLeavesOutPartsThem() {
        assertThat(squaredDistance(
                        Map.of("optimizer", "adam", "layers", "2", "only", "one"),
                        Map.of("optimizer", "sgd", "layers", "2", "only", "one", "momentum", "0.8")))
                .isCloseTo(1 + 1 + 0.09, offset(1e-12));
    }

    @Test
    void coordinatesAndTheirPointHaveTheSameRow() {
        var random = new SplittableRandom(1);
        for (int i = 0; i < 1000; i++) {
            var unit = ENCODING.snap(random.doubles(5).toArray());
            var row = ENCODING.row(SPACE.at(unit));
            assertThat(ENCODING.row(unit)).containsExactly(row, offset(1e-9));
        }
    }

    /** As a covariance must be: with distances that no Euclidean space has, it would not be. */
    @Test
    void covariancesArePositiveDefiniteWhateverIsLeftOut() {
        var random = new SplittableRandom(2);
        var rows = new double[200][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = ENCODING.row(ENCODING.snap(random.doubles(5).toArray()));
        }
        var sample = new Sample(ENCODING.columns(), rows, new double[200], new double[200]);
        for (double length : new double[] {0.1, 1, 10}) {
            var parameters = new Hyperparameters(new double[] {length, length, length, length}, 1, 1e-8);
            assertThat(GaussianProcess.of(sample, parameters).at(rows[0]).variance())
                    .isBetween(0.0, 1e-6);
        }
    }
}

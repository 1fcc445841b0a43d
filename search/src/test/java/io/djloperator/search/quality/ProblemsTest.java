package io.djloperator.search.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.djloperator.search.space.Point;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ProblemsTest {
    private static final Map<Problem, List<Point>> OPTIMA = Map.of(
            Problems.BRANIN,
            List.of(x(-Math.PI, 12.275), x(Math.PI, 2.275), x(9.42478, 2.475)),
            Problems.HARTMANN_6,
            List.of(x(0.20169, 0.150011, 0.476874, 0.275332, 0.311652, 0.6573)),
            Problems.ROSENBROCK_10,
            List.of(x(1, 1, 1, 1, 1, 1, 1, 1, 1, 1)),
            Problems.RASTRIGIN_5,
            List.of(x(0.6, -1.1, 1.6, -2.1, 2.6)),
            Problems.MIXED,
            List.of(new Point(Map.of(
                    "optimizer", "sgd",
                    "learningRate", "0.01",
                    "layers", "4",
                    "units", "128",
                    "dropout", "0.2",
                    "momentum", "0.9"))));

    @Test
    void eachHasItsPublishedOptimumWhereItIsPublished() {
        assertThat(OPTIMA).hasSize(Problems.ALL.size());
        OPTIMA.forEach((problem, points) -> points.forEach(point -> {
            assertThat(problem.space().contains(point)).as(problem.name()).isTrue();
            assertThat(problem.at(point)).as(problem.name()).isCloseTo(problem.optimum(), offset(1e-6));
        }));
    }

    @Test
    void nothingIsBelowTheOptimum() {
        for (var problem : Problems.ALL) {
            var random = new SplittableRandom(1);
            for (int i = 0; i < 10_000; i++) {
                var point = problem.space()
                        .at(random.doubles(problem.space().dimensions()).toArray());
                assertThat(problem.at(point)).as(problem.name()).isGreaterThan(problem.optimum());
            }
        }
    }

    /** Values of points off the optimum, by the formulas in another language. */
    @Test
    void pointsOffTheOptimumHaveTheirValues() {
        assertThat(Problems.BRANIN.at(x(0, 0))).isCloseTo(55.60211264227025, offset(1e-9));
        assertThat(Problems.HARTMANN_6.at(x(0.5, 0.5, 0.5, 0.5, 0.5, 0.5)))
                .isCloseTo(-0.5053149917022333, offset(1e-9));
        assertThat(Problems.ROSENBROCK_10.at(x(0, 0, 0, 0, 0, 0, 0, 0, 0, 2))).isCloseTo(409, offset(1e-9));
        assertThat(Problems.RASTRIGIN_5.at(x(1.6, -1.1, 1.6, -2.1, 2.6))).isCloseTo(1, offset(1e-9));
        var adam = new Point(
                Map.of("optimizer", "adam", "learningRate", "0.001", "layers", "6", "units", "256", "dropout", "0.5"));
        assertThat(Problems.MIXED.at(adam)).isCloseTo(0.1 + 0.0625 + 0.2 + 0.1 + 0.36, offset(1e-9));
    }

    private static Point x(double... values) {
        var named = new LinkedHashMap<String, String>();
        for (int i = 0; i < values.length; i++) {
            named.put("x" + i, String.valueOf(values[i]));
        }
        return new Point(named);
    }
}

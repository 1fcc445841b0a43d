package io.djloperator.operator.search;

import static io.djloperator.operator.search.Checking.RATE;
import static io.djloperator.operator.search.Checking.problem;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GivenPointsTest {
    @Test
    void pointsMustLieInTheSpace() {
        assertThat(problem(RATE + "points: [{learningRate: \"0.5\"}]"))
                .hasValueSatisfying(m -> assertThat(m).startsWith("spec.search.points[0].learningRate: '0.5' is none"));
        assertThat(problem(RATE + "points: [{learningRate: \"0.01\"}, {rate: \"0.01\"}]"))
                .hasValueSatisfying(m -> assertThat(m)
                        .startsWith("spec.search.points[1]: 'rate' is no parameter")
                        .contains("learningRate"));
    }
}

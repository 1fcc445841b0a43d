package io.djloperator.operator.search;

import static io.djloperator.operator.search.Checking.RATE;
import static io.djloperator.operator.search.Checking.ofContainer;
import static io.djloperator.operator.search.Checking.problem;
import static io.djloperator.operator.search.Checking.says;
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

    @Test
    void pointsMustKeepTheConstraints() {
        var space = """
                parameters: [{name: depth, int: {min: 1, max: 64}}, {name: width, int: {min: 1, max: 64}}]
                constraints: ['depth <= 8', 'depth + width > 60']
                """;
        assertThat(ofContainer(space + "points: [{depth: \"8\"}, {width: \"64\"}]"))
                .isEmpty();
        says(
                ofContainer(space + "points: [{depth: \"64\"}]"),
                "spec.search.points[0]: spec.search.constraints[0] does not hold: depth <= 8");
        says(
                ofContainer(space + "points: [{depth: \"8\"}, {width: \"52\"}]"),
                "spec.search.points[1]: of 2000 points with these values, spec.search.constraints allow none");
    }

    @Test
    void pointsMustNameWhatTheirParametersDependOn() {
        var space = """
                parameters:
                  - {name: depth, int: {min: 1, max: 8}}
                  - {name: rate, uniform: {min: "0", max: "1"}, when: {path: depth, in: ["2.0"]}}
                """;
        assertThat(ofContainer(space + "points: [{depth: \"2.0\", rate: \"0.3\"}]"))
                .isEmpty();
        says(
                ofContainer(space + "points: [{rate: \"0.3\"}]"),
                "spec.search.points[0].rate: the parameter is there only for some values of 'depth' (2): name 'depth'");
        says(
                ofContainer(space + "points: [{depth: \"3\", rate: \"0.3\"}]"),
                "spec.search.points[0].rate: the parameter's `when` does not hold for this point, where 'depth' is 3");
    }

    @Test
    void pointsMustDifferAndHaveATrialEach() {
        var same = RATE + "points: [{learningRate: \"0.01\"}, {learningRate: \"1e-2\"}]\n";
        says(problem(same), "spec.search.points[1]: is the same as points[0]");
        says(
                problem(same + "maxTrials: 1\nparallelism: 1"),
                "spec.search.points: there are 2, and spec.search.maxTrials is 1");
    }
}

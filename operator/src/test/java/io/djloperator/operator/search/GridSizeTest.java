package io.djloperator.operator.search;

import static io.djloperator.operator.search.Checking.ofContainer;
import static io.djloperator.operator.search.Checking.says;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GridSizeTest {
    private static String grid(int parameters, String parameter) {
        var spec = new StringBuilder("algorithm: {grid: {}}\nparameters:\n");
        for (int i = 0; i < parameters; i++) {
            spec.append(parameter.formatted(i));
        }
        return spec.toString();
    }

    @Test
    void aGridThatCannotBeCountedIsRefused() {
        var range = "  - {name: p%d, uniform: {min: \"0\", max: \"1\"}}\n";
        assertThat(ofContainer(grid(20, range))).isEmpty();
        says(ofContainer(grid(30, range)), "spec.search.algorithm.grid: there are more than 2^62 combinations");
    }

    @Test
    void aGridOfTooManyBranchesIsRefused() {
        var branch = "  - {name: p%1$d, int: {min: 1, max: 1000}}\n"
                + "  - {name: q%1$d, choices: [a, b], when: {path: p%1$d, in: [\"7\"]}}\n";
        assertThat(ofContainer(grid(1, branch))).isEmpty();
        says(
                ofContainer(grid(3, branch)),
                "spec.search.algorithm.grid: the parameters on which others depend have more than 10000 combinations");
    }
}

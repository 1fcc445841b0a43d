package io.djloperator.operator.search;

import static io.djloperator.operator.search.Checking.ofContainer;
import static io.djloperator.operator.search.Checking.problem;
import static io.djloperator.operator.search.Checking.says;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SearchedFieldsTest {
    @Test
    void whatTheOperatorSetsForTrialsCannotBeSearched() {
        says(
                problem("parameters: [{path: /search/maxTrials, int: {min: 1, max: 2}}]"),
                "spec.search.parameters[0].path: '/search/maxTrials' cannot be searched");
        says(
                problem("parameters: [{path: /suspend, choices: [\"true\", \"false\"]}]"),
                "spec.search.parameters[0].path: '/suspend' cannot be searched");
        says(
                problem("parameters: [{path: /stopping/threshold/max, choices: [\"1\"]}]"),
                "spec.search.parameters[0].path: '/stopping/threshold/max' cannot be searched");
    }

    @Test
    void twoParametersMustNotWriteToOnePlace() {
        var twice = """
                parameters:
                  - {name: a, path: /training/batchSize, int: {min: 1, max: 8}}
                  - {name: b, path: /training/batchSize, int: {min: 1, max: 8}}
                """;
        says(problem(twice), "spec.search.parameters[1].path: '/training/batchSize' is that of parameters[0] too");
        var outer = "  - {path: /training/optimizer, choices: ['{\"adam\":{}}', '{\"sgd\":{}}']}\n";
        var inner = "  - {path: /training/optimizer/adam/learningRate, logUniform: {min: \"1e-4\", max: \"1e-1\"}%s}\n";
        says(
                problem("parameters:\n" + outer + inner.formatted("")),
                "spec.search.parameters[1].path: '/training/optimizer/adam/learningRate' and that of parameters[0]");
        says(
                problem("parameters:\n" + inner.formatted("") + outer),
                "spec.search.parameters[1].path: '/training/optimizer' and that of parameters[0]");
        assertThat(problem("parameters:\n" + outer
                        + inner.formatted(", when: {path: /training/optimizer, in: ['{\"adam\":{}}']}")))
                .isEmpty();
    }

    @Test
    void parametersMustNotShareAVariable() {
        says(
                ofContainer("parameters: [{name: aB, int: {min: 1, max: 2}}, {name: a_b, int: {min: 1, max: 2}}]"),
                "spec.search.parameters[1].name: 'aB' and 'a_b' would both come as the environment variable DJL_PARAM_A_B");
    }

    @Test
    void searchedEpochsNeedAStoppingRuleWithItsOwnLastEpoch() {
        var epochs = "parameters: [{path: /training/epochs, int: {min: 9, max: 81}}]\n";
        assertThat(problem(epochs)).isEmpty();
        assertThat(problem(epochs + "stopping: {asha: {maxEpochs: 81}}")).isEmpty();
        says(
                problem(epochs + "stopping: {asha: {}}"),
                "spec.search.parameters[0].path: '/training/epochs' is searched, and spec.search.stopping",
                "`maxEpochs`");
        says(problem(epochs + "stopping: {medianStop: {}}"), "spec.search.parameters[0].path");
    }
}

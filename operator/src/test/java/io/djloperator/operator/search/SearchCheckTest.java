package io.djloperator.operator.search;

import static io.djloperator.operator.search.Checking.RATE;
import static io.djloperator.operator.search.Checking.ofContainer;
import static io.djloperator.operator.search.Checking.problem;
import static io.djloperator.operator.search.Checking.says;
import static io.djloperator.operator.search.Searching.profiles;
import static org.assertj.core.api.Assertions.assertThat;

import io.djloperator.api.v1alpha1.TrainingJob;
import io.djloperator.operator.golden.KatibCorpus;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class SearchCheckTest {
    @Test
    void aSearchThatCanBeRunHasNoProblem() {
        assertThat(problem(RATE)).isEmpty();
    }

    @Test
    void constraintsThatNothingFulfilsAreRefused() {
        assertThat(problem(RATE + "constraints: ['learningRate > 1.0']"))
                .hasValueSatisfying(m -> assertThat(m).startsWith("spec.search.constraints: none of 2000 points"));
    }

    @Test
    void anObjectiveThatNoTrialWillHaveIsRefused() {
        var job = Searching.of(RATE);
        var other = Searching.of(RATE.replace("parameters", "stopping: {asha: {}}\nparameters"));
        assertThat(TrainerMetrics.problem(job.getSpec())).isEmpty();
        assertThat(TrainerMetrics.problem(other.getSpec())).isEmpty();
        assertThat(problem(RATE + "objectives: [{metric: validation/rmse, goal: minimize}]"))
                .hasValueSatisfying(m -> assertThat(m)
                        .startsWith("spec.search.objectives[0].metric: no trial will have 'validation/rmse'"));
        assertThat(problem(RATE + "objectives: [{metric: validation/f1, goal: maximize}]\nstopping: {asha: {}}"))
                .hasValueSatisfying(m -> assertThat(m)
                        .startsWith("spec.search.stopping: 'validation/f1' is not known while a trial trains"));
    }

    @Test
    void whatIsConvertedFromKatibCanBeRun() throws IOException {
        for (var file : KatibCorpus.converted()) {
            var job = Serialization.unmarshal(Files.readString(file), TrainingJob.class);
            var problem = SearchCheck.problem(
                    job, SearchSetup.of(job), profiles("allowed: {serviceAccounts: [default, tuner]}"));
            assertThat(problem).as(file.toString()).isEmpty();
        }
    }

    @Test
    void aValueInsideAChoiceHasItsPlaceThere() {
        assertThat(problem("""
                parameters:
                  - {path: /model/mlp, name: shape, choices: ['{"hiddenUnits":[64,32,16]}', '{"hiddenUnits":[64,32]}']}
                  - {path: /model/mlp/hiddenUnits/2, name: third, int: {min: 8, max: 32}, when: {path: /model/mlp, in: ['{"hiddenUnits":[64,32,16]}']}}
                """)).isEmpty();
    }

    @Test
    void greatWholeNumbersAreWrittenAsSuch() {
        assertThat(problem("parameters: [{path: /training/seed, int: {min: 0, max: 1073741823}}]"))
                .isEmpty();
    }

    @Test
    void trialsAreNotStoppedOnceTheyAreGood() {
        var stopping = "stopping: {patience: {metric: validation/loss, goal: minimize, epochs: 2}}\n";
        var threshold = "stopping: {threshold: {metric: validation/loss, max: \"10\"}}\n";
        says(problem(Searching.of(RATE, stopping)), "spec.stopping.patience: ", "spec.search.stopping");
        assertThat(problem(Searching.of(RATE, threshold))).isEmpty();
    }

    @Test
    void aValueBetweenTheEndsMustHaveAPlaceToo() {
        says(
                problem("parameters: [{path: /training/batchSize, uniform: {min: \"2\", max: \"64\"}}]"),
                "spec.search.parameters[0]: a trial with batchSize = 25.68",
                "'/training/batchSize'");
        says(
                problem("parameters: [{path: /training/batchSize, uniform: {min: \"2\", max: \"64\", step: \"0.5\"}}]"),
                "spec.search.parameters[0]: a trial with batchSize = 2.5");
    }

    @Test
    void constraintsDoNotHideAPathThatLeadsNowhere() {
        says(
                problem("""
                        constraints: ['a == b']
                        parameters:
                          - {name: a, path: /training/batchSize, int: {min: 1, max: 4096}}
                          - {name: b, path: /training/batchSizes, int: {min: 1, max: 4096}}
                        """),
                "spec.search.parameters[1]: a trial with b = 1 is refused: '/training/batchSizes' is no field");
    }

    @Test
    void whereConstraintsForbidAllEdgesAnotherPointIsAsked() {
        var job = Searching.ofContainer("""
                constraints: ['a > 1 && a < 8 && b > 1 && b < 8']
                parameters: [{name: a, int: {min: 1, max: 8}}, {name: b, int: {min: 1, max: 8}}]
                """);
        var space = SearchSetup.of(job).space();
        assertThat(Edges.allowed(space))
                .hasSize(1)
                .allSatisfy(edge -> assertThat(space.allows(edge.point())).isTrue());
    }

    @Test
    void objectivesMustDiffer() {
        says(
                ofContainer("objectives: [{metric: loss, goal: minimize}, {metric: loss, goal: maximize}]\n"
                        + "parameters: [{name: a, int: {min: 1, max: 2}}]"),
                "spec.search.objectives[1].metric: 'loss' is that of objectives[0] too");
    }

    @Test
    void aSearchCannotLearnFromItself() {
        says(
                problem(RATE + "warmStart: {fromTrainingJob: {name: tune}}"),
                "spec.search.warmStart.fromTrainingJob.name: 'tune' is this search itself");
    }

    @Test
    void aConstraintThatCannotBeComputedIsToldAsSuch() {
        var sizes = "parameters: [{name: size, int: {min: 1, max: 64}}, {name: kind, choices: [a, b]}]\n";
        says(
                ofContainer(sizes + "constraints: ['size > 0', 'size / 0 < 3']"),
                "spec.search.constraints[1]: 'size / 0 < 3' cannot be computed for any of 2000 points",
                "zero");
        says(
                ofContainer(sizes + "constraints: ['kind.matches(\"(\")']"),
                "spec.search.constraints[0]: 'kind.matches(\"(\")' cannot be computed");
    }
}

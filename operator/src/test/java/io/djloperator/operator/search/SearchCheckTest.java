package io.djloperator.operator.search;

import static io.djloperator.operator.search.Checking.RATE;
import static io.djloperator.operator.search.Checking.ofContainer;
import static io.djloperator.operator.search.Checking.problem;
import static io.djloperator.operator.search.Checking.says;
import static org.assertj.core.api.Assertions.assertThat;

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
}

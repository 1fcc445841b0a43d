package io.djloperator.operator.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class SearchCheckTest {
    private static final String RATE =
            "parameters: [{path: /training/optimizer/adam/learningRate, logUniform: {min: \"1e-4\", max: \"1e-1\"}}]\n";

    private static Optional<String> problem(String search) {
        var job = Searching.of(search);
        return SearchCheck.problem(job, SearchSetup.of(job), Searching.PROFILES);
    }

    @Test
    void aSearchThatCanBeRunHasNoProblem() {
        assertThat(problem(RATE)).isEmpty();
    }

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
    void aThousandTrialsOfTenParametersFit() {
        var parameters = new StringBuilder("maxTrials: 1000\nparameters:\n");
        for (int i = 0; i < 10; i++) {
            parameters.append("  - {name: parameter%d, path: /training/seed, int: {min: 1, max: 9}}%n".formatted(i));
        }
        assertThat(problem(parameters.toString())).isEmpty();
        assertThat(problem(parameters + "warmStart: {fromTrainingJob: {name: other}}"))
                .isPresent();
    }

    @Test
    void recordsThatMightNotFitAreRefused() {
        var choices = "\"" + "x".repeat(60) + "\"";
        var parameters = new StringBuilder("maxTrials: 2000\nparameters:\n");
        for (int i = 0; i < 20; i++) {
            parameters.append("  - {name: p%d, path: /training/seed, choices: [%s]}%n".formatted(i, choices));
        }
        assertThat(problem(parameters.toString()))
                .hasValueSatisfying(m -> assertThat(m).startsWith("spec.search.maxTrials: the records of 2000 trials"));
    }
}

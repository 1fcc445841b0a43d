package io.djloperator.operator.search;

import static io.djloperator.operator.search.Checking.ofContainer;
import static io.djloperator.operator.search.Checking.says;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LedgerSizeTest {
    @Test
    void aThousandTrialsOfTenParametersFit() {
        var parameters = new StringBuilder("maxTrials: 1000\nparameters:\n");
        for (int i = 0; i < 10; i++) {
            parameters.append("  - {name: parameter%d, int: {min: 1, max: 9}}%n".formatted(i));
        }
        assertThat(ofContainer(parameters.toString())).isEmpty();
        assertThat(ofContainer(parameters + "warmStart: {fromTrainingJob: {name: other}}"))
                .isPresent();
    }

    @Test
    void recordsThatMightNotFitAreRefused() {
        var choices = "\"" + "x".repeat(60) + "\"";
        var parameters = new StringBuilder("maxTrials: 2000\nparameters:\n");
        for (int i = 0; i < 20; i++) {
            parameters.append("  - {name: p%d, choices: [%s]}%n".formatted(i, choices));
        }
        says(ofContainer(parameters.toString()), "spec.search.maxTrials: the records of 2000 trials");
    }

    @Test
    void recordsAreCountedInBytesAsTheyAreWritten() {
        var choice = "maxTrials: 1000\nparameters: [{name: p, choices: ['%s']}]";
        assertThat(ofContainer(choice.formatted("x".repeat(300)))).isEmpty();
        says(ofContainer(choice.formatted("\u4e2d".repeat(300))), "spec.search.maxTrials: the records of 1000 trials");
        says(ofContainer(choice.formatted("\"".repeat(300))), "spec.search.maxTrials: the records of 1000 trials");
    }
}

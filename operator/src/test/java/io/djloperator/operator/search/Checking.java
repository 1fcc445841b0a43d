package io.djloperator.operator.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.djloperator.api.v1alpha1.TrainingJob;
import java.util.List;
import java.util.Optional;

/** What the check before the first trial says. */
final class Checking {
    /** A search for a learning rate. */
    static final String RATE =
            "parameters: [{path: /training/optimizer/adam/learningRate, logUniform: {min: \"1e-4\", max: \"1e-1\"}}]\n";

    private Checking() {}

    /** Of a search of our trainer. */
    static Optional<String> problem(String search) {
        return problem(Searching.of(search));
    }

    /** Of a search of a user's own program. */
    static Optional<String> ofContainer(String search) {
        return problem(Searching.ofContainer(search));
    }

    static Optional<String> problem(TrainingJob job) {
        return SearchCheck.problem(job, SearchSetup.of(job), Searching.PROFILES);
    }

    static void says(Optional<String> problem, String start, String... others) {
        assertThat(problem).hasValueSatisfying(message -> {
            assertThat(message).startsWith(start);
            List.of(others).forEach(other -> assertThat(message).contains(other));
        });
    }
}

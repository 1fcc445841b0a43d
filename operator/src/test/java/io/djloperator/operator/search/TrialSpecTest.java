package io.djloperator.operator.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.djloperator.api.v1alpha1.Container.EnvironmentVariable;
import io.djloperator.api.v1alpha1.TrainingJob;
import io.djloperator.api.v1alpha1.TrainingJobSpec;
import io.djloperator.search.space.Point;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrialSpecTest {
    private static TrainingJobSpec with(TrainingJob job, Map<String, String> values) {
        return TrialSpec.of(job.getSpec(), new Point(values));
    }

    @Test
    void valuesTakeTheTypeOfTheirField() {
        var job = Searching.of("""
                parameters:
                  - {path: /training/optimizer/adam/learningRate, logUniform: {min: "1e-4", max: "1e-1"}}
                  - {path: /training/batchSize, int: {min: 16, max: 512}}
                  - {path: /model/mlp/hiddenUnits, choices: ["[64,32]", "[128]"]}
                  - {path: /resources/accelerator, choices: ['{"resource":"nvidia.com/gpu","count":2}']}
                """);
        var spec = with(
                job,
                Map.of(
                        "learningRate",
                        "1.5e-4",
                        "batchSize",
                        "64",
                        "hiddenUnits",
                        "[64,32]",
                        "accelerator",
                        "{\"resource\":\"nvidia.com/gpu\",\"count\":2}"));
        assertThat(spec.training().optimizer().adam().learningRate()).isEqualTo("1.5e-4");
        assertThat(spec.training().batchSize()).isEqualTo(64);
        assertThat(spec.training().epochs()).isEqualTo(27);
        assertThat(spec.model().mlp().hiddenUnits()).containsExactly(64, 32);
        assertThat(spec.resources().accelerator().count()).isEqualTo(2);
        assertThat(spec.search()).isNull();
        assertThat(spec.suspend()).isFalse();
    }

    @Test
    void aContainerGetsEachValueAsAVariableTooAndAnEntryOfAListIsReplaced() {
        var job = Searching.ofContainer("""
                parameters:
                  - {name: depth, path: /container/args/1, int: {min: 1, max: 8}}
                  - {name: learningRate, logUniform: {min: "1e-4", max: "1e-1"}}
                """);
        var container = with(job, Map.of("depth", "5", "learningRate", "0.01")).container();
        assertThat(container.args()).containsExactly("--depth", "5");
        assertThat(container.env())
                .containsExactly(
                        new EnvironmentVariable("DJL_PARAM_DEPTH", "5"),
                        new EnvironmentVariable("DJL_PARAM_LEARNING_RATE", "0.01"));
    }

    @Test
    void aPlaceThatIsNotThereIsNamed() {
        var nowhere = Searching.of("parameters: [{path: /training/batchSizes, int: {min: 1, max: 2}}]");
        assertThatThrownBy(() -> with(nowhere, Map.of("batchSizes", "1")))
                .hasMessageStartingWith("'/training/batchSizes' is no field")
                .hasMessageContaining("batchSize");
        var behind = Searching.ofContainer("parameters: [{name: a, path: /container/args/7, int: {min: 1, max: 2}}]");
        assertThatThrownBy(() -> with(behind, Map.of("a", "1"))).hasMessageContaining("the list before '7' has 2");
        var inside = Searching.of("parameters: [{path: /training/epochs/a, int: {min: 1, max: 2}}]");
        assertThatThrownBy(() -> with(inside, Map.of("a", "1"))).hasMessageContaining("leads into a value");
    }
}

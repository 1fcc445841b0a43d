package io.djloperator.operator.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.djloperator.api.v1alpha1.SearchStatus.Plan;
import io.djloperator.api.v1alpha1.TrainingJob;
import io.djloperator.operator.profile.Resolution;
import org.junit.jupiter.api.Test;

class PlannedCostTest {
    private static Plan plan(String search, String... others) {
        TrainingJob job = Searching.of(search, others);
        return PlannedCost.of(job, SearchSetup.of(job), Searching.PROFILES);
    }

    private static final String DEVICES = """
            maxTrials: 10
            parameters:
              - {path: /resources/accelerator/count, int: {min: 1, max: 8}}
              - {path: /nodes, int: {min: 1, max: 4}}
            """;

    private static final String[] LIMITED = {
        "deadlines: {activeSeconds: 3600}", "resources: {accelerator: {resource: nvidia.com/gpu}}"
    };

    @Test
    void whatTheProfileDecidesIsNotToldBeforeItIsThere() {
        var job = Searching.of("parameters: [{path: /training/batchSize, int: {min: 1, max: 64}}]");
        var plan = PlannedCost.of(
                job, SearchSetup.of(job), trial -> new Resolution.Refused(false, "the profile is not there"));
        assertThat(plan.worstCaseAcceleratorHours()).isNull();
    }

    @Test
    void theWorstTrialHasTheMostPodsAndEachTheMostAccelerators() {
        assertThat(plan(DEVICES, LIMITED).worstCaseAcceleratorHours()).isEqualTo("320");
    }

    @Test
    void constraintsDoNotHideAnEdge() {
        var together = "constraints: ['count * nodes == 8']\n";
        assertThat(plan(together + DEVICES, LIMITED).worstCaseAcceleratorHours())
                .isEqualTo("320");
    }

    @Test
    void theGreatestDeadlineCountsForAllTrials() {
        var deadline = DEVICES + "  - {path: /deadlines/activeSeconds, int: {min: 60, max: 7200}}\n";
        assertThat(plan(deadline, LIMITED).worstCaseAcceleratorHours()).isEqualTo("640");
    }

    @Test
    void aGridHasNoMoreTrialsThanPoints() {
        var grid = "algorithm: {grid: {points: 3}}\nmaxTrials: 1000\n"
                + "parameters: [{path: /model/mlp/dropout, uniform: {min: \"0\", max: \"0.5\"}}]\n";
        assertThat(plan(grid).trials()).isEqualTo(3);
        assertThat(plan(grid + "points: [{dropout: \"0.1\"}]").trials()).isEqualTo(4);
        assertThat(plan(grid.replace("grid: {points: 3}", "sobol: {}")).trials())
                .isEqualTo(1000);
    }
}

package io.djloperator.operator.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NextPointTest {
    private static final String SPACE = """
            algorithm: {random: {}}
            parameters:
              - {name: depth, int: {min: 1, max: 64}}
              - {name: width, int: {min: 1, max: 64}}
            """;

    @Test
    void whatAPointDoesNotNameIsChosenSuchThatTheConstraintsHold() {
        var job = Searching.ofContainer(SPACE + "constraints: ['depth + width <= 64']\npoints: [{depth: \"62\"}]");
        var point = NextPoint.of(job.getSpec().search(), SearchSetup.of(job), Ledger.EMPTY)
                .orElseThrow();
        assertThat(point.values()).containsEntry("depth", "62");
        assertThat(List.of("1", "2")).contains(point.values().get("width"));
    }

    @Test
    void whatAPointLeavesOpenIsChosenSuchThatItIsAnother() {
        for (int seed = 1; seed <= 40; seed++) {
            var job = Searching.ofContainer(
                    "algorithm: {grid: {}}\nseed: %d\nparameters: [{name: a, choices: [x, y]}, {name: b, choices: [v, w]}]\npoints: [{a: x, b: v}, {a: x}]"
                            .formatted(seed));
            var ledger = Ledger.EMPTY.with(Entry.of(1, Map.of("a", "x", "b", "v"), 0));
            assertThat(NextPoint.of(job.getSpec().search(), SearchSetup.of(job), ledger))
                    .hasValueSatisfying(point -> assertThat(point.values()).isEqualTo(Map.of("a", "x", "b", "w")));
        }
    }

    @Test
    void pointsComeInTheirOrderBeforeTheSamplers() {
        var job = Searching.ofContainer(SPACE + "points: [{depth: \"5\", width: \"6\"}, {depth: \"7\", width: \"8\"}]");
        var ledger = Ledger.EMPTY.with(Entry.of(1, Map.of("depth", "5", "width", "6"), 0));
        assertThat(NextPoint.of(job.getSpec().search(), SearchSetup.of(job), ledger))
                .hasValueSatisfying(point -> assertThat(point.values()).isEqualTo(Map.of("depth", "7", "width", "8")));
    }
}

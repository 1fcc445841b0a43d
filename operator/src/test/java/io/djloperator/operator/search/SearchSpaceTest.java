package io.djloperator.operator.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.djloperator.search.space.Point;
import io.djloperator.search.space.Space;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SearchSpaceTest {
    private static final String PARAMETERS = """
            parameters:
              - {name: depth, path: /container/args/1, int: {min: 1, max: 8}}
              - {name: rate, logUniform: {min: "1e-4", max: "1e-1"}}
              - {name: optimizer, choices: [adam, sgd]}
              - {name: momentum, uniform: {min: "0", max: "0.9", step: "0.3"}, when: {path: optimizer, in: [sgd]}}
            """;

    private static Space space(String constraint) {
        return SearchSpace.of(Searching.ofContainer("constraints: ['" + constraint + "']\n" + PARAMETERS)
                .getSpec()
                .search());
    }

    private static Point adam(String depth, String rate) {
        return new Point(Map.of("depth", depth, "rate", rate, "optimizer", "adam"));
    }

    private static Point sgd(String momentum) {
        return new Point(Map.of("depth", "2", "rate", "0.01", "optimizer", "sgd", "momentum", momentum));
    }

    @Test
    void everyKindOfParameterHasItsDomain() {
        var space = space("true");
        assertThat(space.contains(adam("8", "0.05"))).isTrue();
        assertThat(space.contains(adam("9", "0.05"))).isFalse();
        assertThat(space.contains(adam("2.5", "0.05"))).isFalse();
        assertThat(space.contains(adam("8", "0.2"))).isFalse();
        assertThat(space.contains(sgd("0.6"))).isTrue();
        assertThat(space.contains(sgd("0.5"))).isFalse();
    }

    @Test
    void constraintsCompareWholeNumbersDecimalsAndChoices() {
        var space = space("depth * 2 <= 8 && rate < 0.05 && optimizer == \"adam\"");
        assertThat(space.allows(adam("4", "0.01"))).isTrue();
        assertThat(space.allows(adam("5", "0.01"))).isFalse();
        assertThat(space.allows(adam("4", "0.05"))).isFalse();
        assertThat(space.allows(sgd("0"))).isFalse();
    }

    @Test
    void aConstraintOnAParameterThatIsLeftOutHolds() {
        var space = space("momentum > 0.5");
        assertThat(space.allows(adam("1", "0.01"))).isTrue();
        assertThat(space.allows(sgd("0.6"))).isTrue();
        assertThat(space.allows(sgd("0.3"))).isFalse();
    }

    @Test
    void aConstraintThatCannotBeComputedDoesNotHold() {
        assertThat(space("8 / (depth - 1) > 0").allows(adam("1", "0.01"))).isFalse();
    }

    @Test
    void aConstraintThatIsNoneIsRefusedWithItsFieldAndTheWayOut() {
        assertThatThrownBy(() -> space("depth * rate < 1.0"))
                .isInstanceOf(BadSearch.class)
                .hasMessageStartingWith("spec.search.constraints[0]: ")
                .hasMessageContaining("double()");
        assertThatThrownBy(() -> space("width > 1")).hasMessageContaining("width");
        assertThatThrownBy(() -> space("depth + 1")).isInstanceOf(BadSearch.class);
    }

    @Test
    void aPathThatEndsInANumberNeedsAName() {
        var job = Searching.ofContainer("parameters: [{path: /container/args/1, int: {min: 1, max: 8}}]");
        assertThatThrownBy(() -> SearchSpace.of(job.getSpec().search()))
                .hasMessageContaining("spec.search.parameters[0]")
                .hasMessageContaining("set `name`");
    }

    private static Space dependent(String domain, String in) {
        return SearchSpace.of(
                Searching.ofContainer("""
                        parameters:
                          - {name: size, %s}
                          - {name: rate, uniform: {min: "0", max: "1"}, when: {path: size, in: [%s]}}
                        """.formatted(domain, in)).getSpec().search());
    }

    @Test
    void aConditionComparesNumbersNotTheirText() {
        var space = dependent("int: {min: 1, max: 2}", "\"1.0\"");
        assertThat(space.at(new double[] {0.1, 0.3}).values()).containsKey("rate");
        assertThat(space.at(new double[] {0.9, 0.3}).values()).doesNotContainKey("rate");
    }

    @Test
    void aConditionThatHardlyEverHoldsIsRefused() {
        assertThatThrownBy(() -> dependent("uniform: {min: \"0\", max: \"1\"}", "\"0.25\""))
                .isInstanceOf(BadSearch.class)
                .hasMessageStartingWith("spec.search.parameters[1].when.path: 'size' has more than 1000 values");
        assertThatThrownBy(() -> dependent("int: {min: 1, max: 2}", "\"3\""))
                .isInstanceOf(BadSearch.class)
                .hasMessageStartingWith("spec.search.parameters[1].when.in: '3' is no value of 'size'");
        assertThatThrownBy(() -> dependent("choices: [\"1\", \"2\"]", "\"1.0\""))
                .hasMessageContaining("'1.0' is no value of 'size'");
    }
}

package io.djloperator.search.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class SpaceTest {
    private static final List<Domain> DOMAINS = List.of(
            new Domain.Range(-5, 10, false),
            new Domain.Range(1e-5, 0.1, true),
            new Domain.Steps(0, 0.5, 0.1, false),
            new Domain.Steps(16, 512, 16, false),
            new Domain.Steps(1, 1000, 1, true),
            new Domain.Choices(List.of("relu", "tanh", "gelu")));

    @Property
    void aValueLiesWhereItCameFrom(@ForAll @DoubleRange(min = 0, max = 1) double unit) {
        for (var domain : DOMAINS) {
            var value = domain.at(unit);
            assertThat(domain.contains(value)).as("%s at %s", domain, unit).isTrue();
            assertThat(domain.at(domain.unit(value))).isEqualTo(value);
            if (domain.size().isEmpty()) {
                assertThat(domain.unit(value)).isCloseTo(unit, offset(1e-8));
            }
        }
    }

    @Test
    void finiteDomainsListTheirValues() {
        var steps = new Domain.Steps(0, 0.5, 0.1, false);
        assertThat(steps.size()).hasValue(6);
        assertThat(List.of(0, 3, 5).stream().map(i -> steps.at(steps.centre(i))))
                .containsExactly("0", "0.3", "0.5");
        var whole = new Domain.Steps(1, 1000, 1, true);
        for (int i = 0; i < 1000; i++) {
            assertThat(whole.at(whole.centre(i))).isEqualTo(String.valueOf(i + 1));
        }
    }

    @Test
    void aParameterIsLeftOutWhereItsConditionDoesNotHold() {
        var space = new Space(List.of(
                new Parameter("optimizer", new Domain.Choices(List.of("adam", "sgd"))),
                new Parameter(
                        "momentum",
                        new Domain.Range(0, 1, false),
                        Optional.of(new Parameter.Condition("optimizer", Set.of("sgd"))))));

        assertThat(space.at(new double[] {0.1, 0.5})).isEqualTo(new Point(Map.of("optimizer", "adam")));
        assertThat(space.at(new double[] {0.9, 0.5}).values()).containsEntry("momentum", "0.5");
        assertThat(space.contains(new Point(Map.of("optimizer", "adam", "momentum", "0.5"))))
                .isFalse();
        assertThat(space.contains(new Point(Map.of("optimizer", "sgd")))).isFalse();
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        assertThatThrownBy(() -> new Domain.Range(2, 1, false)).hasMessageContaining("min 2 is greater than max 1");
        assertThatThrownBy(() -> new Domain.Range(0, 1, true)).hasMessageContaining("greater than 0");
        assertThatThrownBy(() -> new Domain.Choices(List.of("a", "a"))).hasMessageContaining("twice");
        var late = new Parameter(
                "a", new Domain.Range(0, 1, false), Optional.of(new Parameter.Condition("b", Set.of("1"))));
        assertThatThrownBy(() -> new Space(List.of(late))).hasMessageContaining("stands before");
    }

    @Test
    void numbersAreWrittenAsTheSpecWritesThem() {
        assertThat(List.of(0.1, 1e-5, 123456789.0, 0.30000000000000004, 1234.5, 0.0, -2.5e-7).stream()
                        .map(Decimals::text))
                .containsExactly("0.1", "1e-5", "123456789", "0.3", "1234.5", "0", "-2.5e-7");
    }
}

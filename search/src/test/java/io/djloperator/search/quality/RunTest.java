package io.djloperator.search.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.djloperator.search.sampler.History;
import io.djloperator.search.sampler.RandomSampler;
import io.djloperator.search.sampler.Sampler;
import io.djloperator.search.sampler.Trial;
import io.djloperator.search.space.Domain;
import io.djloperator.search.space.Parameter;
import io.djloperator.search.space.Point;
import io.djloperator.search.space.Space;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunTest {
    @Test
    void asManyTrialsAreUnderWayAsAreAllowed() {
        var asked = new ArrayList<Integer>();
        Sampler sampler = (space, seed, history) -> {
            asked.add(history.active().size());
            return new RandomSampler().next(space, seed, history);
        };

        var run = Run.of(sampler, Problems.BRANIN, 10, 0, 3);

        assertThat(asked).containsExactly(0, 1, 2, 2, 2, 2, 2, 2, 2, 2);
        assertThat(run.history().results()).hasSize(10);
        assertThat(run.history().active()).isEmpty();
    }

    @Test
    void parallelResultsComeOutOfOrderAndAlwaysInTheSame() {
        var run = Run.of(new RandomSampler(), Problems.BRANIN, 30, 1, 4);
        var numbers = run.history().results().stream().map(Trial::number).toList();

        assertThat(numbers).isNotEqualTo(numbers.stream().sorted().toList()).doesNotHaveDuplicates();
        assertThat(Run.of(new RandomSampler(), Problems.BRANIN, 30, 1, 4)).isEqualTo(run);
    }

    @Test
    void theBestSoFarOnlyFalls() {
        var run = Run.of(new RandomSampler(), Problems.BRANIN, 50, 2, 1);
        var best = run.bestSoFar();

        assertThat(best[0]).isEqualTo(run.history().results().get(0).value());
        for (int i = 1; i < best.length; i++) {
            assertThat(best[i]).isLessThanOrEqualTo(best[i - 1]);
        }
        assertThat(best[49]).isEqualTo(run.best()).isLessThan(best[0]);
    }

    @Test
    void aSamplerWithoutPointsEndsTheRun() {
        var three = new Space(List.of(new Parameter("x", new Domain.Steps(1, 3, 1, false))));
        var problem = new Problem(
                "three", three, point -> Double.parseDouble(point.values().get("x")), 1);

        var run = Run.of(new RandomSampler(), problem, 10, 0, 2);

        assertThat(run.history().results()).hasSize(3);
        assertThat(run.best()).isEqualTo(1);
    }

    @Test
    void aPointThatTheSpaceDoesNotContainIsRefused() {
        Sampler sampler = (Space space, long seed, History history) -> Optional.of(new Point(Map.of("y", "1")));

        assertThatThrownBy(() -> Run.of(sampler, Problems.BRANIN, 1, 0, 1))
                .hasMessageContaining("no point of 'Branin'");
    }
}

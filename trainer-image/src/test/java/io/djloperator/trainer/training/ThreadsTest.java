package io.djloperator.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.djloperator.runtime.Network;
import java.util.List;
import org.junit.jupiter.api.Test;

class ThreadsTest {
    @Test
    void smallStepsUseOneThreadAndLargeOnesAllProcessors() {
        assertThat(Threads.count(60_000_000, 8)).isEqualTo(1);
        assertThat(Threads.count(500_000_000, 8)).isEqualTo(8);
    }

    @Test
    void theWeightsOfAllLayersCount() {
        assertThat(Threads.weights(new Network(10, List.of(4, 3), "relu", 0, 2)))
                .isEqualTo(40 + 12 + 6);
        assertThat(Threads.weights(new Network(10, List.of(), "relu", 0, 2))).isEqualTo(20);
    }
}

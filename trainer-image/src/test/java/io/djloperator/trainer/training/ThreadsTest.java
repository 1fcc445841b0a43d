package io.djloperator.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ThreadsTest {
    @Test
    void smallBatchesUseOneThreadAndLargeOnesAllProcessors() {
        assertThat(Threads.count(32, 8)).isEqualTo(1);
        assertThat(Threads.count(64, 8)).isEqualTo(8);
    }
}

package io.djloperator.operator.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.djloperator.operator.report.Pace.Due;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private final Pace<String, String> pace = new Pace<>(Duration.ofSeconds(5), 2, String::concat);

    @Test
    void firstIsDueAtOnceAndTheNextAfterTheInterval() {
        pace.offer("job", "a", 0);
        assertThat(pace.due(0, 9)).containsExactly(new Due<>("job", "a"));
        pace.offer("job", "b", SECOND);
        assertThat(pace.due(SECOND, 9)).as("one write at a time").isEmpty();
        pace.done("job", SECOND);
        pace.offer("job", "c", 2 * SECOND);
        assertThat(pace.due(6 * SECOND - 1, 9)).isEmpty();
        assertThat(pace.due(6 * SECOND, 9)).containsExactly(new Due<>("job", "bc"));
    }

    @Test
    void failedWriteComesAgainLaterAndLaterWithWhatHasComeMeanwhile() {
        pace.offer("job", "a", 0);
        pace.due(0, 9);
        pace.offer("job", "b", 0);
        assertThat(pace.failed("job", "a", 0)).isTrue();
        assertThat(pace.due(SECOND / 4 - 1, 9)).isEmpty();
        assertThat(pace.due(SECOND / 4, 9)).containsExactly(new Due<>("job", "ab"));
        pace.failed("job", "ab", SECOND / 4);
        assertThat(pace.due(SECOND / 4 + SECOND / 2 - 1, 9)).isEmpty();
        assertThat(pace.due(SECOND / 4 + SECOND / 2, 9)).hasSize(1);
    }

    @Test
    void writeThatFailsTooOftenIsGivenUp() {
        pace.offer("job", "a", 0);
        var now = 0L;
        var tries = 0;
        do {
            now += 60 * SECOND;
            assertThat(pace.due(now, 9)).hasSize(1);
            tries++;
        } while (pace.failed("job", "a", now));
        assertThat(tries).isEqualTo(8);
        assertThat(pace.due(now + 60 * SECOND, 9)).isEmpty();
    }

    @Test
    void tooManyKeysAreTurnedAwayUntilOneIsIdle() {
        assertThat(pace.offer("a", "1", 0)).isTrue();
        assertThat(pace.offer("b", "1", 0)).isTrue();
        assertThat(pace.offer("c", "1", 0)).isFalse();
        assertThat(pace.offer("a", "2", 0)).isTrue();
        pace.due(0, 9).forEach(due -> pace.done(due.key(), 0));
        pace.due(5 * SECOND, 9);
        assertThat(pace.offer("c", "1", 5 * SECOND)).isTrue();
    }

    @Test
    void noMoreIsTakenThanAsked() {
        pace.offer("a", "1", 0);
        pace.offer("b", "1", 0);
        assertThat(pace.due(0, 1)).hasSize(1);
        assertThat(pace.due(0, 0)).isEmpty();
        assertThat(pace.due(0, 9)).hasSize(1);
    }
}

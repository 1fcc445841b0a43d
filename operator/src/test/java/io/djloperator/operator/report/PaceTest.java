package io.djloperator.operator.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.djloperator.operator.report.Pace.Due;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final Duration USUAL = Duration.ofSeconds(5);
    private static final Duration HASTE = Duration.ofMillis(250);
    private final Pace<String, String> pace = new Pace<>(2, String::concat);

    @Test
    void firstIsDueAtOnceAndTheNextAfterTheInterval() {
        pace.offer("job", "a", USUAL, 0);
        assertThat(pace.due(0, 9)).containsExactly(new Due<>("job", "a"));
        pace.offer("job", "b", USUAL, SECOND);
        assertThat(pace.due(SECOND, 9)).as("one write at a time").isEmpty();
        pace.done("job", SECOND);
        pace.offer("job", "c", USUAL, 2 * SECOND);
        assertThat(pace.due(6 * SECOND - 1, 9)).isEmpty();
        assertThat(pace.due(6 * SECOND, 9)).containsExactly(new Due<>("job", "bc"));
    }

    @Test
    void hasteIsNotHeldUpByTheUsualInterval() {
        pace.offer("job", "a", USUAL, 0);
        pace.due(0, 9).forEach(due -> pace.done(due.key(), 0));
        pace.offer("job", "b", USUAL, 0);
        pace.offer("job", "c", HASTE, 0);
        pace.offer("job", "d", USUAL, 0);
        assertThat(pace.due(SECOND / 4 - 1, 9)).isEmpty();
        assertThat(pace.due(SECOND / 4, 9)).as("one write").containsExactly(new Due<>("job", "bcd"));
        pace.done("job", SECOND / 4);
        pace.offer("job", "e", USUAL, SECOND / 4);
        assertThat(pace.due(5 * SECOND, 9)).as("the haste is over").isEmpty();
        assertThat(pace.due(5 * SECOND + SECOND / 4, 9)).hasSize(1);
    }

    @Test
    void hasteDoesNotShortenTheBackOff() {
        pace.offer("job", "a", USUAL, 0);
        pace.due(0, 9);
        pace.failed("job", "a", 0);
        pace.due(SECOND / 4, 9);
        pace.failed("job", "a", SECOND / 4);
        pace.offer("job", "b", Duration.ZERO, SECOND / 4);
        assertThat(pace.due(SECOND / 2, 9)).isEmpty();
        assertThat(pace.due(SECOND * 3 / 4, 9)).containsExactly(new Due<>("job", "ab"));
    }

    @Test
    void failedWriteComesAgainLaterAndLaterWithWhatHasComeMeanwhile() {
        pace.offer("job", "a", USUAL, 0);
        pace.due(0, 9);
        pace.offer("job", "b", USUAL, 0);
        assertThat(pace.failed("job", "a", 0)).isTrue();
        assertThat(pace.due(SECOND / 4 - 1, 9)).isEmpty();
        assertThat(pace.due(SECOND / 4, 9)).containsExactly(new Due<>("job", "ab"));
        pace.failed("job", "ab", SECOND / 4);
        assertThat(pace.due(SECOND / 4 + SECOND / 2 - 1, 9)).isEmpty();
        assertThat(pace.due(SECOND / 4 + SECOND / 2, 9)).hasSize(1);
    }

    @Test
    void writeThatFailsTooOftenIsGivenUp() {
        pace.offer("job", "a", USUAL, 0);
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
        assertThat(pace.offer("a", "1", USUAL, 0)).isTrue();
        assertThat(pace.offer("b", "1", USUAL, 0)).isTrue();
        assertThat(pace.offer("c", "1", USUAL, 0)).isFalse();
        assertThat(pace.offer("a", "2", USUAL, 0)).isTrue();
        pace.due(0, 9).forEach(due -> pace.done(due.key(), 0));
        pace.due(5 * SECOND, 9);
        assertThat(pace.offer("c", "1", USUAL, 5 * SECOND)).isTrue();
    }

    @Test
    void noMoreIsTakenThanAsked() {
        pace.offer("a", "1", USUAL, 0);
        pace.offer("b", "1", USUAL, 0);
        assertThat(pace.due(0, 1)).hasSize(1);
        assertThat(pace.due(0, 0)).isEmpty();
        assertThat(pace.due(0, 9)).hasSize(1);
    }
}

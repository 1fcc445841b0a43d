package io.djloperator.operator.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RateLimitTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    @Test
    void burstIsTakenAndThenTheRate() {
        var limit = new RateLimit(2, 3, 10);
        for (var i = 0; i < 3; i++) {
            assertThat(limit.take("a", 0)).isZero();
        }
        assertThat(limit.take("a", 0)).isEqualTo(Duration.ofMillis(500));
        assertThat(limit.take("a", SECOND / 4)).isEqualTo(Duration.ofMillis(250));
        assertThat(limit.take("a", SECOND / 2)).isZero();
        assertThat(limit.take("a", SECOND / 2)).isPositive();
    }

    @Test
    void pauseFillsNoMoreThanTheBurst() {
        var limit = new RateLimit(2, 2, 10);
        limit.take("a", 0);
        assertThat(limit.take("a", 3600 * SECOND)).isZero();
        assertThat(limit.take("a", 3600 * SECOND)).isZero();
        assertThat(limit.take("a", 3600 * SECOND)).isPositive();
    }

    @Test
    void keysDoNotDisturbEachOtherAndTheLongestUnusedIsForgotten() {
        var limit = new RateLimit(1, 1, 2);
        assertThat(limit.take("a", 0)).isZero();
        assertThat(limit.take("b", 0)).isZero();
        assertThat(limit.take("a", 0)).isPositive();
        assertThat(limit.take("c", 0)).isZero(); // forgets b
        assertThat(limit.take("a", 0)).isPositive();
        assertThat(limit.take("b", 0)).isZero();
    }

    @Test
    void whatWasTakenForNothingIsGivenBack() {
        var limit = new RateLimit(1, 1, 2);
        limit.take("a", 0);
        limit.giveBack("a");
        limit.giveBack("a");
        assertThat(limit.take("a", 0)).isZero();
        assertThat(limit.take("a", 0)).isPositive();
    }

    @Test
    void valuesAreRememberedUntilTheirTime() {
        var recent = new Recent<String, String>(2);
        recent.put("a", "1", 10);
        assertThat(recent.get("a", 9)).contains("1");
        assertThat(recent.get("a", 10)).isEmpty();
        recent.put("a", "1", 10);
        recent.put("b", "2", 10);
        recent.get("a", 1);
        recent.put("c", "3", 10);
        assertThat(recent.get("b", 1)).isEmpty();
        assertThat(recent.get("a", 1)).contains("1");
    }
}

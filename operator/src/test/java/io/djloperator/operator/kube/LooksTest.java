package io.djloperator.operator.kube;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LooksTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration LATER = Duration.ofSeconds(30);

    private final Looks looks = new Looks();

    @Test
    void fewJobsAreLookedAtWhenTheyWish() {
        assertThat(looks.after(SOON, NOW)).isEqualTo(SOON);
        assertThat(looks.after(SOON, NOW.plusSeconds(1))).isEqualTo(SOON);
    }

    @Test
    void thousandJobsAreLookedAtOneAfterTheOther() {
        var last = Duration.ZERO;
        for (int i = 0; i < 1000; i++) {
            last = looks.after(SOON, NOW);
        }
        assertThat(last).isEqualTo(SOON.plusMillis(999 * 50));
    }

    @Test
    void shortWishDoesNotWaitForLongOnes() {
        looks.after(LATER, NOW);
        assertThat(looks.after(SOON, NOW)).isEqualTo(SOON);
    }
}

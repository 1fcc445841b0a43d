package io.djloperator.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class InFlightTest {
    private final InFlight inFlight = new InFlight();

    @Test
    void quietComesAtOnceWhereNothingIsInFlight() throws Exception {
        assertThat(inFlight.awaitQuiet(0, 0)).isTrue();
    }

    @Test
    void theWaitEndsWhenTheRequestEnds() throws Exception {
        inFlight.enter();
        var quiet = CompletableFuture.supplyAsync(() -> {
            try {
                return inFlight.awaitQuiet(1, 60_000);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        assertThat(quiet).isNotDone();
        inFlight.exit();
        assertThat(quiet.get(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aRequestThatNeverEndsIsNotWaitedForLongerThanAllowed() throws Exception {
        inFlight.enter();
        assertThat(inFlight.awaitQuiet(1, 50)).isFalse();
        assertThat(inFlight.count()).isEqualTo(1);
    }
}

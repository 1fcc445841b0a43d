package io.djloperator.local.node;

import io.fabric8.kubernetes.api.model.Container;
import java.time.Instant;
import java.util.Optional;

/** A running container's probes: whether it is ready, and whether it must be started again. */
final class Health {
    /** Before the first success ask often: nobody waits for a period that is meant for a server that runs. */
    private static final long EAGER_MILLIS = 250;

    private final Optional<HttpProbe> readiness;
    private final Optional<HttpProbe> liveness;
    private Instant nextReadiness = Instant.EPOCH;
    private Instant nextLiveness = Instant.EPOCH;
    private int unready;
    private int dead;
    private boolean started;
    private boolean ready;

    Health(Container container, Ports ports) {
        readiness = HttpProbe.of(container.getReadinessProbe(), container, ports);
        liveness = HttpProbe.of(container.getLivenessProbe(), container, ports);
        ready = readiness.isEmpty();
        started = readiness.isEmpty();
    }

    boolean hasReadiness() {
        return readiness.isPresent();
    }

    boolean isReady() {
        return ready;
    }

    boolean isDead() {
        return liveness.isPresent() && dead >= liveness.get().failureThreshold();
    }

    /** Asks what is due. Liveness counts from the first readiness on, which stands in for the startup probe. */
    void look(Instant now) {
        if (readiness.isPresent() && !now.isBefore(nextReadiness)) {
            var probe = readiness.get();
            unready = probe.succeeds() ? 0 : unready + 1;
            ready = unready == 0 || ready && unready < probe.failureThreshold();
            started |= ready;
            nextReadiness = now.plusMillis(ready ? probe.periodMillis() : EAGER_MILLIS);
        }
        if (liveness.isPresent() && started && !now.isBefore(nextLiveness)) {
            dead = liveness.get().succeeds() ? 0 : dead + 1;
            nextLiveness = now.plusMillis(liveness.get().periodMillis());
        }
    }
}

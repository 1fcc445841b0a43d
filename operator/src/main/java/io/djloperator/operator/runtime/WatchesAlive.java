package io.djloperator.operator.runtime;

import io.javaoperatorsdk.operator.Operator;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Liveness: a replica whose watches have died must be restarted; the SDK's own check only takes it out of readiness. */
@Liveness
@ApplicationScoped
public class WatchesAlive implements HealthCheck {
    private final Operator operator;

    WatchesAlive(Operator operator) {
        this.operator = operator;
    }

    @Override
    public HealthCheckResponse call() {
        var info = operator.getRuntimeInfo();
        return HealthCheckResponse.named("watches")
                .status(!info.isStarted() || info.allEventSourcesAreHealthy())
                .build();
    }
}

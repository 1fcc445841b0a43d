package io.djloperator.operator.runtime;

import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.monitoring.micrometer.MicrometerMetricsV2;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.Unremovable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/**
 * The SDK's own measures of reconciliations, by controller. The extension's bean waits for the registry to call it, and in production
 * its metrics are handed out before that: they then count nothing (quarkus-operator-sdk PR 1389).
 */
@ApplicationScoped
public class ReconcileMeters {
    @Produces
    @Singleton
    @Unremovable // only the extension looks it up
    Metrics metrics(MeterRegistry registry) {
        return MicrometerMetricsV2.newBuilder(registry).build();
    }
}

package io.djloperator.runtime;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What runs beside the models of one process: metrics, readiness, and the drain when the process is told to stop. */
public final class ServingRuntime implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ServingRuntime.class);
    /**
     * A server that hosts the translator may hold a request that the translator has not seen yet: for up to the batch delay, which is at
     * most a second. The drain therefore ends only after a longer calm.
     */
    private static final long QUIET_MILLIS = 1500;

    private final InFlight inFlight = new InFlight();
    private final Readiness readiness;
    private final ServingMetrics metrics;
    private final ObservationPort port;

    private ServingRuntime(RuntimeSettings settings, PrometheusRegistry registry) throws IOException {
        readiness = new Readiness(settings);
        metrics = new ServingMetrics(registry, inFlight::count, () -> readiness.wasReady() ? 1 : 0);
        port = settings.metricsPort().isPresent()
                ? ObservationPort.open(settings.metricsPort().get(), registry, readiness)
                : null;
    }

    /** The one of this process, set up from its environment when first asked for. */
    public static ServingRuntime shared() {
        return Shared.INSTANCE;
    }

    /**
     * A runtime of its own.
     *
     * @throws IOException where the port cannot be opened
     */
    public static ServingRuntime start(RuntimeSettings settings, PrometheusRegistry registry) throws IOException {
        return new ServingRuntime(settings, registry);
    }

    /** The requests that translators work on. */
    public InFlight inFlight() {
        return inFlight;
    }

    /** The metrics of all models. */
    public ServingMetrics metrics() {
        return metrics;
    }

    /** Port of /metrics and /ready; -1 where none was asked for. */
    public int port() {
        return port == null ? -1 : port.number();
    }

    /** Whether the process has been told to stop. */
    public boolean isDraining() {
        return readiness.isDraining();
    }

    /** From now on not ready. */
    public void startDraining() {
        readiness.startDraining();
    }

    /** Whether a request with these headers is our own readiness probe, which no metric counts. */
    boolean isProbe(Map<String, String> headers) {
        var value = headers.get(Readiness.PROBE_HEADER);
        return value != null && readiness.isOwnProbe(value);
    }

    @Override
    public void close() {
        if (port != null) {
            port.close();
        }
    }

    /**
     * Serves on while requests are in flight when the JVM is told to stop: its threads run until the last shutdown hook returns.
     *
     * @param watched what must be quiet
     * @param quietMillis for how long
     */
    public void drainOnStop(InFlight watched, long quietMillis, int maxSeconds) {
        if (maxSeconds == 0) {
            return;
        }
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> drain(watched, quietMillis, maxSeconds), "model-runtime-drain"));
    }

    private void drain(InFlight watched, long quietMillis, int maxSeconds) {
        startDraining();
        try {
            if (!watched.awaitQuiet(quietMillis, maxSeconds * 1000L)) {
                LOG.warn("{} requests were still in flight after {} s", watched.count(), maxSeconds);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class Shared {
        private static final ServingRuntime INSTANCE = create();

        private static ServingRuntime create() {
            var settings = RuntimeSettings.of(System.getenv());
            try {
                var runtime = start(settings, PrometheusRegistry.defaultRegistry);
                runtime.drainOnStop(runtime.inFlight(), QUIET_MILLIS, settings.drainSeconds());
                return runtime;
            } catch (IOException e) {
                throw new IllegalStateException(
                        "MODEL_RUNTIME_METRICS_PORT: cannot open "
                                + settings.metricsPort().orElse(-1) + ": " + e.getMessage(),
                        e);
            }
        }
    }
}

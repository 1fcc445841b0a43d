package io.djloperator.operator.report;

import io.djloperator.operator.kube.TrainingJobCache;
import io.djloperator.operator.runtime.ReportAddress;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Starts the report endpoint with the process, whether it leads or not, and before the first pod is rendered. */
@ApplicationScoped
public class Reports {
    private static final Logger LOG = Logger.getLogger(Reports.class);
    private static final long RETRY_SECONDS = 60;

    private final ReportSettings settings;
    private final ReportAddress address;
    private final TrainingJobCache cache;
    private final KubernetesClient client;
    private final MeterRegistry registry;
    private final Vertx vertx;
    private final Clock clock;
    private final ScheduledExecutorService again =
            Executors.newSingleThreadScheduledExecutor(Threads.named("report-start"));
    private Optional<ReportEndpoint> endpoint = Optional.empty();

    Reports(
            ReportSettings settings,
            ReportAddress address,
            TrainingJobCache cache,
            KubernetesClient client,
            MeterRegistry registry,
            Vertx vertx,
            Clock clock) {
        this.settings = settings;
        this.address = address;
        this.cache = cache;
        this.client = client;
        this.registry = registry;
        this.vertx = vertx;
        this.clock = clock;
    }

    /** Before the SDK's own observer, which starts the controllers: a Job that is rendered earlier would never report. */
    void onStart(@Observes @Priority(1) StartupEvent event) {
        ReportPlace.of(settings, client.getNamespace())
                .ifPresentOrElse(
                        this::start, () -> LOG.info("no report endpoint: neither a namespace nor a URL is set for it"));
    }

    /** A broken Secret or a port that is taken costs the curves and not the trainings: the operator goes on without. */
    private synchronized void start(ReportPlace place) {
        try {
            endpoint = Optional.of(
                    new ReportEndpoint(vertx, client, cache, place, Limits.USUAL, registry, clock, address::announce));
        } catch (CertificateSecret.UnusableSecret | KubernetesClientException | IllegalStateException e) {
            LOG.errorf("no report endpoint, tried again in %d s: %s", RETRY_SECONDS, e.getMessage());
            again.schedule(() -> start(place), RETRY_SECONDS, TimeUnit.SECONDS);
        }
    }

    void onStop(@Observes ShutdownEvent event) {
        again.shutdownNow();
        synchronized (this) {
            endpoint.ifPresent(ReportEndpoint::close);
        }
    }
}

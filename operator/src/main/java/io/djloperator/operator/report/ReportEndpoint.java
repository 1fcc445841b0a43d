package io.djloperator.operator.report;

import io.djloperator.api.v1alpha1.TrainingJobStatus.MetricValue;
import io.djloperator.operator.kube.TrainingJobCache;
import io.djloperator.operator.runtime.ReportAccess;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** The whole way of a report through this replica, from the listener to the writers. It needs no leadership. */
public final class ReportEndpoint implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(ReportEndpoint.class);
    /** Each of statuses and curves: enough for 500 jobs where the API server takes 100 ms for a write. */
    private static final int WRITES_AT_ONCE = 12;

    private static final int MOST_JOBS = 10_000;
    private static final int MOST_POINTS_IN_MEMORY = 200_000;
    private static final int MOST_VALUES_WAITING = 2 * Metrics.MOST;
    private static final long TICK_MILLIS = 50;
    private static final long START_SECONDS = 30;

    private final ReportPlace place;
    private final CertificateSecret secret;
    private final Clock clock;
    private final Senders senders;
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1, Threads.named("report-timer"));
    private final ExecutorService workers =
            Executors.newFixedThreadPool(2 * WRITES_AT_ONCE, Threads.named("report-writer"));
    private final ReportServer server;
    private final Consumer<ReportAccess> announced;
    private volatile ReportCertificate certificate;

    /** Starts it; {@code announced} is told where it is reached, and again when its certificate is another. */
    ReportEndpoint(
            Vertx vertx,
            KubernetesClient client,
            TrainingJobCache cache,
            ReportPlace place,
            Limits limits,
            MeterRegistry registry,
            Clock clock,
            Consumer<ReportAccess> announced) {
        this.announced = announced;
        this.place = place;
        this.clock = clock;
        this.secret = new CertificateSecret(
                client, place.namespace(), ReportNames.of(place.url().getHost(), place.namespace()));
        this.certificate = secret.current(clock.instant());
        this.senders = new Senders(client, System::nanoTime);
        var meters = new ReportMeters(registry);
        var statuses = new PacedWriter<>(
                "progress",
                new Pace<JobKey, Report>(MOST_JOBS, Report::then),
                new StatusWriter(client, cache),
                WRITES_AT_ONCE,
                System::nanoTime,
                outcome -> meters.wrote("status", outcome));
        var curves = new PacedWriter<>(
                "curve",
                new Pace<JobKey, List<MetricValue>>(MOST_JOBS, ReportEndpoint::together),
                new CurveWriter(client, cache, new LastCurves(MOST_POINTS_IN_MEMORY), clock),
                WRITES_AT_ONCE,
                System::nanoTime,
                outcome -> meters.wrote("curve", outcome));
        var intake = new ReportIntake(senders, cache, limits, statuses, curves, clock, System::nanoTime);
        var requests = new ReportRequests(vertx, intake, meters::answered);
        this.server = await(ReportServer.listen(vertx, place.listenOn(), place.port(), certificate, requests));
        timer.scheduleWithFixedDelay(() -> statuses.tick(workers), TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
        timer.scheduleWithFixedDelay(() -> curves.tick(workers), TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
        timer.scheduleWithFixedDelay(() -> workers.execute(this::renew), 1, 1, TimeUnit.DAYS);
        announced.accept(access());
        LOG.infof("reports are taken at %s", access().url());
    }

    /** What a training pod needs. */
    ReportAccess access() {
        return new ReportAccess(place.url(server.port()), certificate.authority());
    }

    int port() {
        return server.port();
    }

    /** Looks at the certificate, which another replica may have renewed, and uses the newest from the next connection on. */
    void renew() {
        try {
            var newest = secret.current(clock.instant());
            if (!newest.equals(certificate)) {
                await(server.use(newest));
                certificate = newest;
                announced.accept(access()); // jobs that are rendered from now on must trust it
                LOG.info("the certificate of the report endpoint was renewed");
            }
        } catch (RuntimeException e) {
            LOG.error("the certificate of the report endpoint could not be renewed: tried again tomorrow", e);
        }
    }

    /** The newest values, where there are too many. */
    private static List<MetricValue> together(List<MetricValue> earlier, List<MetricValue> later) {
        var surplus = Math.max(0, earlier.size() + later.size() - MOST_VALUES_WAITING);
        return Stream.concat(earlier.stream(), later.stream()).skip(surplus).toList();
    }

    private static <T> T await(io.vertx.core.Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(START_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
            throw new IllegalStateException("the report endpoint: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        server.close();
        timer.shutdownNow();
        senders.close();
        workers.shutdown();
    }
}

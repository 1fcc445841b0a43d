package io.djloperator.runtime.server;

import com.sun.net.httpserver.HttpServer;
import io.djloperator.runtime.InFlight;
import io.djloperator.runtime.RuntimeSettings;
import io.djloperator.runtime.ServingRuntime;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Serves one model package with the routes of DJL Serving that our pods use, by the same translator and environment variables. For
 * machines and clusters where DJL Serving cannot be had; it has no management API and no other kind of model.
 */
public final class StandInServer implements AutoCloseable {
    private static final int HTTP_THREADS = 32;
    /** The server itself sees every request from its first byte to the last of its answer: a short calm is enough. */
    private static final long QUIET_MILLIS = 200;

    private final HttpServer http;
    private final ExecutorService threads;
    private final ExecutorService workers;
    private final LoadedModel model;
    private final InFlight inFlight = new InFlight();

    private StandInServer(ServerSettings settings, ServingRuntime runtime) throws IOException {
        model = LoadedModel.of(settings.folder(), runtime);
        try {
            http = HttpServer.create(new InetSocketAddress(settings.host(), settings.port()), 0);
        } catch (IOException e) {
            model.close();
            throw new IOException("SERVING_INFERENCE_ADDRESS: port " + settings.port() + ": " + e.getMessage(), e);
        }
        var queue = new PredictionQueue(settings);
        threads = new ThreadPoolExecutor(
                HTTP_THREADS,
                HTTP_THREADS,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(2 * settings.queueSize() + 1024));
        workers = Executors.newFixedThreadPool(settings.workers());
        for (int i = 0; i < settings.workers(); i++) {
            workers.execute(new PredictionWorker(queue, model));
        }
        http.setExecutor(threads);
        http.createContext(
                "/predictions/",
                new PredictionEndpoint(settings.model(), queue, inFlight, threads, runtime::isDraining));
        http.createContext("/ping", exchange -> {
            try (exchange) {
                byte[] body = "{\"status\":\"Healthy\"}".getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        http.start();
    }

    /**
     * Loads the model and serves it.
     *
     * @throws IOException where the package cannot be loaded or the port cannot be opened
     */
    public static StandInServer start(ServerSettings settings, ServingRuntime runtime) throws IOException {
        return new StandInServer(settings, runtime);
    }

    /** The port that it listens at. */
    public int port() {
        return http.getAddress().getPort();
    }

    /** Stops at once, without waiting for requests. */
    @Override
    public void close() throws IOException {
        http.stop(0);
        threads.shutdownNow();
        workers.shutdownNow();
        try {
            workers.awaitTermination(10, TimeUnit.SECONDS); // a model must not be closed under a running prediction
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        model.close();
    }

    /** Serves until the process is told to stop; then requests in flight are answered first. */
    public static void main(String[] arguments) {
        System.out.println(
                "Stand-in for DJL Serving: its prediction and ping routes for one model; DJL Serving is not in use here.");
        setUnlessSet("org.slf4j.simpleLogger.defaultLogLevel", "warn");
        // As DJL Serving does: parallelism comes from the workers, and spinning OpenMP threads would take their cores.
        setUnlessSet("ai.djl.pytorch.num_threads", "1");
        setUnlessSet("ai.djl.pytorch.num_interop_threads", "1");
        // A caller that sends or reads too slowly is cut off, so that it cannot hold a thread for ever.
        setUnlessSet("sun.net.httpserver.maxReqTime", "60");
        setUnlessSet("sun.net.httpserver.maxRspTime", "120");
        try {
            var settings = ServerSettings.of(System.getenv());
            var beside = RuntimeSettings.of(System.getenv());
            var runtime = ServingRuntime.start(beside, PrometheusRegistry.defaultRegistry);
            var server = start(settings, runtime);
            runtime.drainOnStop(server.inFlight, QUIET_MILLIS, beside.drainSeconds());
            System.out.println("Model " + settings.model() + " at http://" + settings.host() + ":" + server.port()
                    + "/predictions/" + settings.model() + ", " + settings.workers() + " workers");
        } catch (IOException | RuntimeException | LinkageError e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static void setUnlessSet(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}

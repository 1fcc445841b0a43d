package io.djloperator.runtime;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.function.DoubleSupplier;

/**
 * Requests and rows by outcome, and how long predictions took, by model. DJL Serving counts neither by model, and its latency histograms
 * have no usable buckets.
 */
public final class ServingMetrics {
    private final Counter requests;
    private final Counter rows;
    private final Histogram seconds;

    /** Registers the metrics; once for each registry. */
    public ServingMetrics(PrometheusRegistry registry, DoubleSupplier inFlight, DoubleSupplier ready) {
        requests = Counter.builder()
                .name("djl_model_requests_total")
                .help("Requests that reached the model, by outcome.")
                .labelNames("model", "outcome")
                .register(registry);
        rows = Counter.builder()
                .name("djl_model_rows_total")
                .help("Rows in those requests, by outcome.")
                .labelNames("model", "outcome")
                .register(registry);
        seconds = Histogram.builder()
                .name("djl_model_prediction_seconds")
                .help("Time from reading the rows to their prediction, without waiting in the queue.")
                .labelNames("model")
                .classicOnly()
                .classicUpperBounds(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
                .register(registry);
        gauge(registry, "djl_model_in_flight", "Requests being predicted now.", inFlight);
        gauge(registry, "djl_model_ready", "1 where the last probe was answered by a prediction, else 0.", ready);
    }

    private static void gauge(PrometheusRegistry registry, String name, String help, DoubleSupplier value) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .callback(callback -> callback.call(value.getAsDouble()))
                .register(registry);
    }

    /** Counts one request that was answered with {@code status}. */
    public void request(String model, int status, int goodRows, int badRows, double predictionSeconds) {
        requests.labelValues(model, outcome(status)).inc();
        if (goodRows > 0) {
            rows.labelValues(model, "ok").inc(goodRows);
        }
        if (badRows > 0) {
            rows.labelValues(model, status >= 500 ? "server_error" : "client_error")
                    .inc(badRows);
        }
        seconds.labelValues(model).observe(predictionSeconds);
    }

    private static String outcome(int status) {
        return status < 400 ? "ok" : status < 500 ? "client_error" : "server_error";
    }
}

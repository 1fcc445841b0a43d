package io.djloperator.runtime.server;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/**
 * The settings of DJL Serving that the stand-in obeys, from the same environment variables.
 *
 * @param model name of the model, from {@code SERVING_LOAD_MODELS}
 * @param folder its package, from {@code SERVING_LOAD_MODELS}
 * @param host address to listen at, from {@code SERVING_INFERENCE_ADDRESS}
 * @param port port to listen at, 0 for any free one
 * @param workers threads that predict, {@code SERVING_MAX_WORKERS}, 1 to 64
 * @param batchSize most requests in one batch, {@code SERVING_BATCH_SIZE}, 1 to 1024
 * @param maxBatchDelayMillis {@code SERVING_MAX_BATCH_DELAY}, 0 to 1000
 * @param queueSize requests that may wait, {@code SERVING_JOB_QUEUE_SIZE}, 1 to 100000
 */
public record ServerSettings(
        String model,
        Path folder,
        String host,
        int port,
        int workers,
        int batchSize,
        int maxBatchDelayMillis,
        int queueSize) {
    /**
     * Reads the settings.
     *
     * @throws IllegalArgumentException naming the variable whose value is not usable
     */
    public static ServerSettings of(Map<String, String> environment) {
        var load = environment.getOrDefault("SERVING_LOAD_MODELS", "");
        int equals = load.indexOf('=');
        if (equals < 1 || load.indexOf(',') >= 0 || !load.startsWith("file:///", equals + 1)) {
            throw new IllegalArgumentException(
                    "SERVING_LOAD_MODELS: '" + load + "' is not one model in the form <name>=file:///<folder>");
        }
        var address = address(environment.getOrDefault("SERVING_INFERENCE_ADDRESS", "http://127.0.0.1:8080"));
        return new ServerSettings(
                load.substring(0, equals),
                Path.of(URI.create(load.substring(equals + 1))),
                address.getHost(),
                address.getPort(),
                whole(environment, "SERVING_MAX_WORKERS", 1, 1, 64),
                whole(environment, "SERVING_BATCH_SIZE", 1, 1, 1024),
                whole(environment, "SERVING_MAX_BATCH_DELAY", 0, 0, 1000),
                whole(environment, "SERVING_JOB_QUEUE_SIZE", 1000, 1, 100_000));
    }

    private static URI address(String text) {
        try {
            var uri = URI.create(text);
            if ("http".equals(uri.getScheme()) && uri.getHost() != null && uri.getPort() >= 0) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw new IllegalArgumentException("SERVING_INFERENCE_ADDRESS: '" + text + "' is not http://<host>:<port>");
    }

    private static int whole(Map<String, String> environment, String variable, int unset, int min, int max) {
        var text = environment.getOrDefault(variable, String.valueOf(unset));
        try {
            int value = Integer.parseInt(text);
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new IllegalArgumentException(
                variable + ": '" + text + "' is not a whole number from " + min + " to " + max);
    }
}

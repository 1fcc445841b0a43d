package io.djloperator.runtime;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * How the runtime is set up, from environment variables; without them nothing runs beside the model.
 *
 * @param metricsPort {@code MODEL_RUNTIME_METRICS_PORT}: port of /metrics and /ready; empty for none, 0 for any free one
 * @param inferencePort {@code MODEL_RUNTIME_INFERENCE_PORT}: where /ready sends its prediction on the loopback address; default 8080
 * @param modelFolder {@code MODEL_RUNTIME_MODEL_DIR}: the model package; its last part is the model's name
 * @param drainSeconds {@code MODEL_RUNTIME_DRAIN_SECONDS}: how long a stop waits at most for requests in flight, 0 to 3600; 0 for no wait
 */
public record RuntimeSettings(
        Optional<Integer> metricsPort, int inferencePort, Optional<Path> modelFolder, int drainSeconds) {
    /**
     * Reads the settings.
     *
     * @throws IllegalArgumentException naming the variable whose value is not usable
     */
    public static RuntimeSettings of(Map<String, String> environment) {
        return new RuntimeSettings(
                Optional.ofNullable(environment.get("MODEL_RUNTIME_METRICS_PORT"))
                        .map(port -> whole("MODEL_RUNTIME_METRICS_PORT", port, 65535)),
                whole(
                        "MODEL_RUNTIME_INFERENCE_PORT",
                        environment.getOrDefault("MODEL_RUNTIME_INFERENCE_PORT", "8080"),
                        65535),
                Optional.ofNullable(environment.get("MODEL_RUNTIME_MODEL_DIR")).map(Path::of),
                whole(
                        "MODEL_RUNTIME_DRAIN_SECONDS",
                        environment.getOrDefault("MODEL_RUNTIME_DRAIN_SECONDS", "0"),
                        3600));
    }

    private static int whole(String variable, String text, int max) {
        try {
            int value = Integer.parseInt(text);
            if (value >= 0 && value <= max) {
                return value;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new IllegalArgumentException(variable + ": '" + text + "' is not a whole number from 0 to " + max);
    }
}

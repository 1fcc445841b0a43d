package io.djloperator.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.djloperator.runtime.server.ServerSettings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {
    private static final Map<String, String> SERVER = Map.of(
            "SERVING_LOAD_MODELS", "hmda=file:///models/hmda", "SERVING_INFERENCE_ADDRESS", "http://0.0.0.0:8080");

    private static ServerSettings with(String variable, String value) {
        var environment = new HashMap<>(SERVER);
        environment.put(variable, value);
        return ServerSettings.of(environment);
    }

    @Test
    void theServerReadsDjlServingsVariables() {
        assertThat(with("SERVING_BATCH_SIZE", "32"))
                .isEqualTo(new ServerSettings("hmda", Path.of("/models/hmda"), "0.0.0.0", 8080, 1, 32, 0, 1000));
    }

    @Test
    void anUnusableValueIsNamedWithItsVariable() {
        assertThatThrownBy(() -> with("SERVING_BATCH_SIZE", "many"))
                .hasMessage("SERVING_BATCH_SIZE: 'many' is not a whole number from 1 to 1024");
        assertThatThrownBy(() -> with("SERVING_MAX_WORKERS", "0")).hasMessageContaining("from 1 to 64");
        assertThatThrownBy(() -> with("SERVING_INFERENCE_ADDRESS", "8080"))
                .hasMessageContaining("http://<host>:<port>");
        assertThatThrownBy(() -> with("SERVING_LOAD_MODELS", "ALL")).hasMessageContaining("<name>=file:///<folder>");
    }

    @Test
    void nothingRunsBesideTheModelUnlessAskedFor() {
        var settings = RuntimeSettings.of(Map.of());
        assertThat(settings.metricsPort()).isEmpty();
        assertThat(settings.drainSeconds()).isZero();
    }

    @Test
    void theRuntimeReadsItsVariables() {
        var settings = RuntimeSettings.of(Map.of(
                "MODEL_RUNTIME_METRICS_PORT", "8082",
                "MODEL_RUNTIME_INFERENCE_PORT", "9090",
                "MODEL_RUNTIME_MODEL_DIR", "/models/hmda",
                "MODEL_RUNTIME_DRAIN_SECONDS", "25"));
        assertThat(settings.metricsPort()).contains(8082);
        assertThat(settings.inferencePort()).isEqualTo(9090);
        assertThat(settings.modelFolder()).contains(Path.of("/models/hmda"));
        assertThat(settings.drainSeconds()).isEqualTo(25);
        assertThatThrownBy(() -> RuntimeSettings.of(Map.of("MODEL_RUNTIME_METRICS_PORT", "70000")))
                .hasMessageContaining("MODEL_RUNTIME_METRICS_PORT");
    }
}

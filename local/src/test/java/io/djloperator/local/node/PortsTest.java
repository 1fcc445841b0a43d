package io.djloperator.local.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PortsTest {
    @Test
    void eachDeclaredPortGetsOneOfTheMachinesPortsWhereverItIsNamed() {
        var free = new AtomicInteger(40000);
        var ports = new Ports(free::incrementAndGet);
        var rewritten = ports.rewrite(Map.of(
                "SERVING_INFERENCE_ADDRESS", "http://0.0.0.0:8080",
                "MODEL_RUNTIME_INFERENCE_PORT", "8080",
                "MODEL_RUNTIME_METRICS_PORT", "8082",
                "OTHER", "8080"));
        var inference = ports.actual(8080);
        assertThat(inference).isBetween(40001, 40002);
        assertThat(rewritten)
                .containsEntry("SERVING_INFERENCE_ADDRESS", "http://127.0.0.1:" + inference)
                .containsEntry("MODEL_RUNTIME_INFERENCE_PORT", String.valueOf(inference))
                .containsEntry("MODEL_RUNTIME_METRICS_PORT", String.valueOf(ports.actual(8082)))
                .containsEntry("OTHER", "8080");
        assertThat(ports.actual(9000)).isEqualTo(9000);
    }
}

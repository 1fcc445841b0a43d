package io.djloperator.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The scheduling of accelerators; there is no device behind those that the node advertises. */
@NeedsCluster
class AcceleratorTest {
    private Scene scene;

    @BeforeEach
    void noDevices() {
        advertise(0);
        scene = new Scene("accelerator");
    }

    @AfterEach
    void close() {
        scene.close();
        advertise(0);
    }

    @Test
    void jobWaitsWithTheSchedulersWordsUntilANodeHasADevice() {
        scene.create(Yaml.claim("models"));
        scene.create(Yaml.table("rows"));
        scene.create(Yaml.trainingJob("gpu", "rows", "y", "models", 2, ", accelerator: {resource: nvidia.com/gpu}"));

        var waiting = await("the scheduler's words")
                .atMost(Duration.ofSeconds(60))
                .until(() -> scene.succeeded("gpu"), state -> state.message().contains("Insufficient nvidia.com/gpu"));
        System.out.println("gpu: " + waiting.reason() + ": " + waiting.message());
        assertThat(waiting.reason()).isEqualTo("Pending");
        assertThat(waiting.status()).isEqualTo("Unknown");

        advertise(8);

        scene.awaitState("gpu", "Completed", Duration.ofSeconds(90));
    }

    private static void advertise(int devices) {
        Command.run(Duration.ofSeconds(30), "dev/cluster/cluster", "gpus", String.valueOf(devices));
    }
}

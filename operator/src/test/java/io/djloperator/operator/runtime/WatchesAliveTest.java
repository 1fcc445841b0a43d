package io.djloperator.operator.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.djloperator.api.v1alpha1.TrainingJob;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

@EnableKubernetesMockClient(crud = true)
class WatchesAliveTest {
    KubernetesClient client;

    @ControllerConfiguration(name = "idle")
    static final class Idle implements Reconciler<TrainingJob> {
        @Override
        public UpdateControl<TrainingJob> reconcile(TrainingJob job, Context<TrainingJob> context) {
            return UpdateControl.noUpdate();
        }
    }

    @Test
    void replicaWhoseWatchIsDeadIsNotAlive() {
        var operator = new Operator(configuration -> configuration
                .withKubernetesClient(client)
                .withInformerStoppedHandler((informer, cause) -> {}) // the SDK's own would end this JVM
                .withCloseClientOnStop(false)
                .withReconciliationTerminationTimeout(Duration.ZERO)
                .checkingCRDAndValidateLocalModel(false));
        operator.register(new Idle());
        var liveness = new WatchesAlive(operator);
        assertThat(liveness.call().getStatus()).as("not started yet").isEqualTo(Status.UP);
        operator.start();
        try {
            assertThat(liveness.call().getStatus()).isEqualTo(Status.UP);
            // No API server with our CRD stores this; an object that cannot be read is what ends an informer.
            client.genericKubernetesResources(ResourceDefinitionContext.fromResourceType(TrainingJob.class))
                    .inNamespace("test")
                    .load(new ByteArrayInputStream("""
                            apiVersion: djl-operator.io/v1alpha1
                            kind: TrainingJob
                            metadata: {name: unreadable, namespace: test}
                            status: {attempt: many}
                            """.getBytes(StandardCharsets.UTF_8)))
                    .create();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> liveness.call().getStatus() == Status.DOWN);
        } finally {
            operator.stop();
        }
    }
}

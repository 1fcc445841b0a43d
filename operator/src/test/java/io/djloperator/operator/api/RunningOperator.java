package io.djloperator.operator.api;

import io.djloperator.operator.golden.TestReconcilers;
import io.djloperator.operator.golden.TestSettings;
import io.djloperator.operator.kube.TrainingJobCache;
import io.djloperator.operator.modeldeployment.ModelDeploymentReconciler;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import java.time.Clock;
import java.time.Duration;

/** The two reconcilers in this JVM, against a real API server and with the shipped rights. */
final class RunningOperator implements AutoCloseable {
    private final KubernetesClient client;
    private final Operator operator;

    RunningOperator(String version, Requests requests, String namespace) {
        client = ApiServers.operator(version, requests);
        operator = new Operator(configuration -> configuration
                .withKubernetesClient(client)
                .withCloseClientOnStop(false)
                .withReconciliationTerminationTimeout(Duration.ZERO)
                .checkingCRDAndValidateLocalModel(false));
        operator.register(
                TestReconcilers.trainingJob(client, new TrainingJobCache()),
                overrider -> overrider.settingNamespace(namespace));
        operator.register(
                new ModelDeploymentReconciler(new TestSettings(), Clock.systemUTC()),
                overrider -> overrider.settingNamespace(namespace));
        operator.start();
    }

    @Override
    public void close() {
        operator.stop();
        client.close();
    }
}

package io.djloperator.operator.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.djloperator.api.v1alpha1.TrainingJob;
import io.djloperator.operator.golden.TestReconcilers;
import io.djloperator.operator.kube.TrainingJobCache;
import io.djloperator.operator.report.TestEndpoint;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** A replica that does not lead answers reports from the watches of the reconciler, which does not reconcile there. */
@NeedsApiServer
@ParameterizedClass(allowZeroInvocations = true)
@MethodSource("io.djloperator.operator.api.ApiServers#versions")
class ReportLeaderApiTest {
    private static final String LEASE = "djl-operator";

    @Parameter
    String version;

    @Test
    void replicaThatDoesNotLeadTakesReports() {
        var scene = new ReportScene(ApiServers.admin(version));
        var somebodyLeads = new LeaseBuilder()
                .withNewMetadata()
                .withName(LEASE)
                .withNamespace(scene.scene.namespace)
                .endMetadata()
                .withNewSpec()
                .withHolderIdentity("somebody")
                .withLeaseDurationSeconds(3600)
                .withAcquireTime(ZonedDateTime.now(ZoneOffset.UTC))
                .withRenewTime(ZonedDateTime.now(ZoneOffset.UTC))
                .withLeaseTransitions(1)
                .endSpec()
                .build();
        scene.scene.client.resource(somebodyLeads).create();
        var cache = new TrainingJobCache();
        var client = scene.scene.client;
        var operator = new Operator(configuration -> configuration
                .withKubernetesClient(client)
                .withCloseClientOnStop(false)
                .withReconciliationTerminationTimeout(Duration.ZERO)
                .withLeaderElectionConfiguration(LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration(LEASE)
                        .withLeaseNamespace(scene.scene.namespace)
                        .buildForTest(false))
                .checkingCRDAndValidateLocalModel(false));
        operator.register(
                TestReconcilers.trainingJob(client, cache),
                overrider -> overrider.settingNamespace(scene.scene.namespace));
        operator.start();
        try (var endpoint = TestEndpoint.unlimited(client, cache)) {
            var token = scene.token(scene.running("churn"));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> cache.child(scene.scene.namespace, "churn").isPresent());
            assertThat(cache.all()).hasSize(1);
            assertThat(endpoint.post(token, "{\"epoch\":3}").statusCode()).isEqualTo(202);
            var job = scene.scene.await(TrainingJob.class, "churn", found -> found.getStatus() != null);
            assertThat(job.getStatus().progress().epoch()).isEqualTo(3);
            assertThat(job.getStatus().conditions()).as("nobody reconciles").isEmpty();
        } finally {
            operator.stop();
        }
    }
}

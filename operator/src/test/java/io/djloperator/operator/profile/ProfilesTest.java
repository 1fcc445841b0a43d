package io.djloperator.operator.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.djloperator.api.v1alpha1.Container;
import io.djloperator.api.v1alpha1.TrainingJob;
import io.djloperator.api.v1alpha1.TrainingJobSpec;
import io.djloperator.operator.golden.TestSettings;
import io.djloperator.operator.profile.Resolution.Ready;
import io.djloperator.operator.profile.Resolution.Refused;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import java.util.Map;
import org.junit.jupiter.api.Test;

@EnableKubernetesMockClient(crud = true)
class ProfilesTest {
    KubernetesClient client;

    @Test
    void withoutTheConfigMapEveryJobRunsAtOnce() {
        var profiles = new Profiles(client, new TestSettings());
        assertThat(profiles.resolve(job(null))).isInstanceOf(Ready.class);
        profiles.stop();
    }

    @Test
    void changesAreSeenWithoutARestart() {
        var profiles = new Profiles(client, new TestSettings());
        assertThat(profiles.resolve(job("gpu"))).isInstanceOf(Refused.class);
        client.resource(configMap("gpu", "nodes: 2")).create();
        await().until(() -> profiles.resolve(job("gpu")) instanceof Ready ready
                && ready.job().job().getSpec().nodes() == 2);
        client.resource(configMap("gpu", "nodes: 3")).update();
        await().until(() -> profiles.resolve(job("gpu")) instanceof Ready ready
                && ready.job().job().getSpec().nodes() == 3);
        client.resource(configMap("gpu", "")).delete();
        await().until(() -> profiles.resolve(job("gpu")) instanceof Refused);
        profiles.stop();
    }

    @Test
    void whatIsThereBeforeTheStartIsKnownToTheFirstJob() {
        client.resource(configMap("default", "limits: {nodes: 1}")).create();
        var profiles = new Profiles(client, new TestSettings());
        assertThat(profiles.resolve(job(null))).isInstanceOf(Refused.class);
        profiles.stop();
    }

    /** No limit is known while the profiles cannot be read, so nothing runs without one. */
    @Test
    void whileTheProfilesCannotBeReadEveryJobWaits() {
        var nowhere = new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(client.getConfiguration())
                        .withMasterUrl("http://127.0.0.1:1")
                        .withRequestRetryBackoffLimit(0)
                        .build())
                .build();
        var profiles = new Profiles(nowhere, new TestSettings());
        var refused = (Refused) profiles.resolve(job(null));
        assertThat(refused.isFinal()).isFalse();
        assertThat(refused.message()).startsWith("spec.profile: the profiles cannot be read yet");
        var before = System.nanoTime();
        profiles.resolve(job(null));
        assertThat(System.nanoTime() - before).as("patience is had once").isLessThan(1_000_000_000L);
        profiles.stop();
        nowhere.close();
    }

    @Test
    void clientWithoutANamespaceHasNoProfiles() {
        var config = new ConfigBuilder(client.getConfiguration()).build();
        config.setNamespace(null);
        var laptop = new KubernetesClientBuilder().withConfig(config).build();
        assertThat(new Profiles(laptop, new TestSettings()).resolve(job(null))).isInstanceOf(Ready.class);
        laptop.close();
    }

    private ConfigMap configMap(String profile, String yaml) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName(Profiles.CONFIG_MAP)
                .withNamespace(client.getNamespace())
                .endMetadata()
                .withData(Map.of(profile, yaml))
                .build();
    }

    private static TrainingJob job(String profile) {
        var job = new TrainingJob();
        job.setSpec(new TrainingJobSpec(
                profile,
                null,
                null,
                null,
                null,
                new Container("a", null, null, null),
                profile == null ? 2 : null,
                null,
                null,
                null,
                null,
                null,
                null,
                null));
        return job;
    }
}

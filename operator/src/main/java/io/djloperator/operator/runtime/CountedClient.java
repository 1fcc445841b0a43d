package io.djloperator.operator.runtime;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;

/** The client of everything here, in place of Quarkus' own: the same, but its writes are counted. */
@ApplicationScoped
public class CountedClient {
    @Produces
    @ApplicationScoped
    KubernetesClient client(Config config, KubernetesSerialization serialization, MeterRegistry registry) {
        return new KubernetesClientBuilder()
                .withConfig(config)
                .withKubernetesSerialization(serialization)
                .withHttpClientBuilderConsumer(
                        http -> http.addOrReplaceInterceptor("api-writes", new ApiWrites(registry)))
                .build();
    }

    void close(@Disposes KubernetesClient client) {
        client.close();
    }
}

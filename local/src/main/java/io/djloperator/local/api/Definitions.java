package io.djloperator.local.api;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The CRDs of this project, as they lie on the class path. */
public final class Definitions {
    private static final List<String> FILES =
            List.of("trainingjobs.djl-operator.io-v1.yml", "modeldeployments.djl-operator.io-v1.yml");

    private Definitions() {}

    /** Creates them in an API server and waits until it serves them. */
    public static void apply(KubernetesClient client) {
        for (var file : FILES) {
            var path = "/META-INF/djl-operator/crds/" + file;
            try (var in = Definitions.class.getResourceAsStream(path)) {
                if (in == null) {
                    throw new IllegalStateException(path + " is not on the class path");
                }
                var definition = client.getKubernetesSerialization().unmarshal(in, CustomResourceDefinition.class);
                client.resource(definition).serverSideApply();
                client.resource(definition).waitUntilCondition(Definitions::isEstablished, 30, TimeUnit.SECONDS);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static boolean isEstablished(CustomResourceDefinition definition) {
        return definition != null
                && definition.getStatus() != null
                && Optional.ofNullable(definition.getStatus().getConditions()).orElse(List.of()).stream()
                        .anyMatch(c -> c.getType().equals("Established")
                                && c.getStatus().equals("True"));
    }
}

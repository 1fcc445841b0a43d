package io.djloperator.operator.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.djloperator.api.v1alpha1.Condition;
import io.djloperator.api.v1alpha1.TrainingJob;
import io.djloperator.api.v1alpha1.TrainingJobStatus;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@EnableKubernetesMockClient(crud = true)
class MetersTest {
    KubernetesClient client;

    @Test
    void writesAreCountedAndReadsAreNot() {
        var registry = new SimpleMeterRegistry();
        try (var counted = new KubernetesClientBuilder()
                .withConfig(client.getConfiguration())
                .withHttpClientBuilderConsumer(
                        http -> http.addOrReplaceInterceptor("api-writes", new ApiWrites(registry)))
                .build()) {
            var map = counted.resource(new ConfigMapBuilder()
                    .withNewMetadata()
                    .withName("a")
                    .withNamespace("test")
                    .endMetadata()
                    .build());
            map.create();
            map.get();
            map.update();
        }
        assertThat(registry.get("djl.operator.api.writes")
                        .tags("verb", "create", "resource", "configmaps")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(registry.getMeters()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/namespaces/test/pods, pods",
        "/api/v1/namespaces/test, namespaces",
        "/apis/batch/v1/namespaces/test/jobs/churn, jobs",
        "/apis/djl-operator.io/v1alpha1/namespaces/test/trainingjobs/churn/status, trainingjobs/status",
        "/apis/authentication.k8s.io/v1/tokenreviews, tokenreviews",
    })
    void resourceIsReadFromThePath(String path, String resource) {
        assertThat(ApiWrites.resource(path)).contains(resource);
    }

    @Test
    void jobsAreCountedByState() {
        assertThat(JobsByState.count(Stream.of("Running", "Running", "Completed", null)
                        .map(MetersTest::job)
                        .toList()))
                .isEqualTo(Map.of("Running", 2, "Completed", 1, "New", 1));
        var many = IntStream.range(0, 100).mapToObj(i -> job("State" + i)).toList();
        assertThat(JobsByState.count(many)).hasSize(41).containsEntry("Other", 60);
    }

    private static TrainingJob job(String state) {
        var job = new TrainingJob();
        if (state != null) {
            job.setStatus(new TrainingJobStatus(
                    null,
                    List.of(new Condition("Succeeded", "Unknown", state, "", null, null)),
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null));
        }
        return job;
    }
}

package io.djloperator.operator.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.djloperator.api.v1alpha1.TrainingJob;
import io.djloperator.operator.kube.Conditions;
import io.djloperator.operator.trainingjob.SpecMutations;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Hostile specs, through the API server to an operator that runs: each is refused or comes to a state, and none harms another. */
@NeedsApiServer
@ParameterizedClass(allowZeroInvocations = true)
@MethodSource("io.djloperator.operator.api.ApiServers#versions")
class SpecFuzzApiTest {
    private static final int SPECS = 600;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Parameter
    String version;

    @Test
    void mutatedJobsAreRefusedOrComeToAStateAndStopNoOther() throws IOException {
        var mutations = new SpecMutations(20_261_124);
        var scene = new Scene(ApiServers.admin(version));
        var requests = new Requests();
        var refused = new TreeMap<Integer, Integer>();
        scene.profiles(Map.of("gpu-small", mutations.profile()));
        try (var operator = new RunningOperator(version, requests, scene.namespace)) {
            for (var i = 0; i < SPECS; i++) {
                create(scene, "fuzz-" + i, mutations.job(), refused);
            }
            var states = new TreeMap<String, Integer>();
            Awaitility.await()
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(withoutState(scene, states))
                            .as("jobs that have come to no state")
                            .isEmpty());
            System.out.printf("%d mutated jobs: refused %s, taken %s%n", SPECS, refused, states);
            assertThat(refused.keySet()).as("answers of the API server").isSubsetOf(400, 422);
            assertThat(states.values().stream().mapToInt(n -> n).sum()).isGreaterThan(SPECS / 5);
            scene.createTrainingJob("plain");
            scene.podOfJobIsReady("plain");
            scene.awaitState("plain", "Running");
            scene.jobCompletes("plain");
            scene.awaitState("plain", "Completed");
        } finally {
            scene.profiles(null);
        }
        var writtenTo = new TreeSet<String>();
        requests.writes().forEach(request -> writtenTo.add(String.valueOf(request.namespace())));
        assertThat(writtenTo).containsExactly(scene.namespace);
    }

    private static void create(Scene scene, String name, JsonNode job, Map<Integer, Integer> refused) {
        ((ObjectNode) job).set("metadata", ((ObjectNode) job).objectNode().put("name", name));
        try {
            scene.client.raw(
                    "/apis/djl-operator.io/v1alpha1/namespaces/%s/trainingjobs".formatted(scene.namespace),
                    "POST",
                    job);
        } catch (KubernetesClientException e) {
            refused.merge(e.getCode(), 1, Integer::sum);
        }
    }

    /** Names of jobs that are this operator's and have no state yet; {@code states} counts the others. */
    private static List<String> withoutState(Scene scene, Map<String, Integer> states) {
        states.clear();
        return scene.client.resources(TrainingJob.class).inNamespace(scene.namespace).list().getItems().stream()
                .filter(job -> job.getSpec().scheduling() == null
                        || job.getSpec().scheduling().managedBy() == null)
                .filter(job -> {
                    var state = job.getStatus() == null
                            ? java.util.Optional.<io.djloperator.api.v1alpha1.Condition>empty()
                            : Conditions.find(job.getStatus().conditions(), "Succeeded");
                    state.ifPresent(condition -> states.merge(condition.reason(), 1, Integer::sum));
                    return state.isEmpty();
                })
                .map(job -> job.getMetadata().getName())
                .toList();
    }
}

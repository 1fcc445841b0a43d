package io.djloperator.operator.modeldeployment;

import io.djloperator.operator.kube.Text;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** What the init container says where it refuses a model: another digest, a missing or a changed file. */
final class FetchRefusal {
    static final String REASON = "ModelRefused";
    private static final KubernetesSerialization JSON = new KubernetesSerialization();

    private FetchRefusal() {}

    /** The refusal of the newest pod for the model of that digest. */
    static Optional<String> of(List<Pod> pods, String digest) {
        return pods.stream()
                .filter(pod -> digest.equals(pod.getMetadata().getAnnotations().get(ServingPod.DIGEST)))
                .flatMap(pod -> pod.getStatus().getInitContainerStatuses().stream())
                .filter(container -> container.getName().equals(ServingNames.FETCH))
                .flatMap(FetchRefusal::states)
                .filter(state -> state != null && state.getTerminated() != null)
                .map(state -> state.getTerminated().getMessage())
                .filter(Objects::nonNull)
                .flatMap(message -> refusal(message).stream())
                .findFirst();
    }

    /** The container may be waiting to be started again: then its end is the last state. */
    private static Stream<ContainerState> states(ContainerStatus container) {
        return Stream.of(container.getState(), container.getLastState());
    }

    private static Optional<String> refusal(String message) {
        try {
            var said = JSON.unmarshal(message, Map.class);
            return REASON.equals(said.get("reason")) && said.get("message") instanceof String text
                    ? Optional.of(Text.bounded(text, 1024))
                    : Optional.empty();
        } catch (RuntimeException notOurs) { // Fabric8 wraps every parse failure
            return Optional.empty();
        }
    }
}

package io.djloperator.operator.trainingjob;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.djloperator.api.v1alpha1.TrainingJobStatus.GateResult;
import io.djloperator.api.v1alpha1.TrainingJobStatus.MetricValue;
import io.djloperator.api.v1alpha1.TrainingJobStatus.ModelPackage;
import io.djloperator.operator.kube.Text;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the trainer says at its end, by the termination message of its container. The message comes from a pod that read a
 * tenant's data: it is parsed strictly, and every text is cut to the size that the status allows.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record TrainingResult(
        String reason, String message, List<MetricValue> metrics, List<GateResult> gates, ModelPackage model) {
    private static final KubernetesSerialization JSON = new KubernetesSerialization();
    private static final int MAX_METRICS = 64;
    private static final int MAX_GATES = 16;

    TrainingResult {
        reason = Text.bounded(reason, 128);
        message = Text.bounded(message, 1024);
        metrics = metrics == null
                ? List.of()
                : metrics.stream()
                        .filter(TrainingResult::fits)
                        .limit(MAX_METRICS)
                        .toList();
        gates = gates == null
                ? List.of()
                : gates.stream().filter(TrainingResult::fits).limit(MAX_GATES).toList();
        model = model != null && fits(model) ? model : null;
    }

    /** The result of the newest pod that has ended and left one. */
    static Optional<TrainingResult> of(List<Pod> pods) {
        return pods.stream().flatMap(TrainingResult::of).findFirst();
    }

    private static Stream<TrainingResult> of(Pod pod) {
        return pod.getStatus().getContainerStatuses().stream()
                .filter(container -> container.getName().equals(TrainerContainer.NAME))
                .map(ContainerStatus::getState)
                .filter(state -> state != null && state.getTerminated() != null)
                .map(state -> state.getTerminated().getMessage())
                .filter(Objects::nonNull)
                .flatMap(message -> parse(message).stream());
    }

    /** Parses a termination message; empty where it is none of the trainer's. */
    static Optional<TrainingResult> parse(String message) {
        try {
            return Optional.ofNullable(JSON.unmarshal(message, TrainingResult.class))
                    .filter(result -> !result.reason().isEmpty());
        } catch (RuntimeException notOurs) { // Fabric8 wraps every parse failure
            return Optional.empty();
        }
    }

    private static boolean fits(MetricValue metric) {
        return fits(metric.name(), 64) && fitsOrAbsent(metric.by(), 128) && fits(metric.value(), 32);
    }

    private static boolean fits(GateResult gate) {
        return fits(gate.metric(), 64)
                && fitsOrAbsent(gate.by(), 128)
                && fits(gate.value(), 32)
                && fitsOrAbsent(gate.min(), 24)
                && fitsOrAbsent(gate.max(), 24)
                && gate.passed() != null;
    }

    private static boolean fits(ModelPackage model) {
        return fits(model.uri(), 1024)
                && fits(model.digest(), 71)
                && model.digest().matches("sha256:[0-9a-f]{64}")
                && fits(model.version(), 12);
    }

    private static boolean fits(String text, int most) {
        return text != null && !text.isEmpty() && text.length() <= most;
    }

    private static boolean fitsOrAbsent(String text, int most) {
        return text == null || fits(text, most);
    }
}

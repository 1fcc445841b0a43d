package io.djloperator.operator.trainingjob;

import io.djloperator.operator.kube.Text;
import io.djloperator.operator.kube.Workloads;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What Kueue says of a Job: its Workload. Kueue has no Java model, so the object is read field by field, and whatever has another form
 * counts as not said.
 *
 * @param workload the Workload itself
 */
record QueueState(GenericKubernetesResource workload) {
    /** Said before there is a Workload. */
    static final String NOT_SEEN = "Kueue has not seen the job yet";

    /** Said where there will be none. */
    static final String NO_KUEUE =
            "this cluster does not serve kueue.x-k8s.io, so nothing admits the job: install Kueue, or delete the"
                    + " job and create it without scheduling.queue";

    /** Whether Kueue may admit it. */
    boolean isActive() {
        return !Boolean.FALSE.equals(field("spec", "active"));
    }

    /** Whether it is this operator that keeps Kueue from admitting it. */
    boolean isHeld() {
        var annotations = workload.getMetadata().getAnnotations();
        return annotations != null && annotations.containsKey(Workloads.HELD);
    }

    /** Why the job waits, in Kueue's words. */
    String message() {
        return Stream.of(
                        condition("Evicted", "True").filter(evicted -> !isReserved()),
                        condition("QuotaReserved", "False"),
                        condition("Admitted", "False"))
                .flatMap(Optional::stream)
                .distinct()
                .reduce((first, second) -> first + "; " + second)
                .map(text -> Text.bounded(text, 900))
                .orElse("Kueue has not decided yet");
    }

    private boolean isReserved() {
        return condition("QuotaReserved", "True").isPresent();
    }

    private Optional<String> condition(String type, String status) {
        var conditions = field("status", "conditions") instanceof List<?> list ? list : List.of();
        return conditions.stream()
                .filter(Map.class::isInstance)
                .map(condition -> (Map<?, ?>) condition)
                .filter(condition -> type.equals(condition.get("type")) && status.equals(condition.get("status")))
                .map(condition -> Objects.toString(condition.get("reason"), type) + ": "
                        + Objects.toString(condition.get("message"), ""))
                .findFirst();
    }

    private Object field(String part, String name) {
        return workload.getAdditionalProperties().get(part) instanceof Map<?, ?> map ? map.get(name) : null;
    }
}

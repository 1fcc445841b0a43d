package io.djloperator.operator.kube;

import io.djloperator.api.v1alpha1.Resources;
import io.djloperator.api.v1alpha1.Scheduling;
import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.NodeAffinity;
import io.fabric8.kubernetes.api.model.NodeSelector;
import io.fabric8.kubernetes.api.model.NodeSelectorRequirement;
import io.fabric8.kubernetes.api.model.NodeSelectorTerm;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Where a pod may run: what the user says, together with what the accelerator needs.
 *
 * @param nodeSelector labels that a node must have
 * @param tolerations taints that do not keep the pod away
 * @param affinity null where there is none
 */
public record Placement(Map<String, String> nodeSelector, List<Toleration> tolerations, Affinity affinity) {
    private static final KubernetesSerialization JSON = new KubernetesSerialization();

    /** For a pod that asks for {@code resources}. */
    public static Placement of(Scheduling scheduling, Resources resources) {
        var labels = new TreeMap<String, String>();
        labels.putAll(scheduling.nodeSelector() == null ? Map.of() : scheduling.nodeSelector());
        labels.putAll(Accelerators.nodeSelector(resources));
        var tolerations = Stream.concat(
                        Accelerators.tolerations(resources).stream(),
                        scheduling.tolerations() == null
                                ? Stream.of()
                                : scheduling.tolerations().stream().map(Placement::toleration))
                .distinct()
                .toList();
        return new Placement(labels, tolerations, affinity(scheduling, resources));
    }

    /** Why the two contradict each other, as a message for the user. */
    public static Optional<String> problem(Scheduling scheduling, Resources resources) {
        return Accelerators.product(resources).flatMap(needed -> {
            var said = scheduling.nodeSelector() == null
                    ? null
                    : scheduling.nodeSelector().get(needed.getKey());
            return said == null || said.equals(needed.getValue())
                    ? Optional.empty()
                    : Optional.of(
                            ("spec.scheduling.nodeSelector: '%s' is '%s', but `spec.resources.accelerator` needs '%s'; leave one of"
                                            + " them out")
                                    .formatted(needed.getKey(), said, needed.getValue()));
        });
    }

    /** Writes it into a pod under construction. */
    public PodSpecBuilder into(PodSpecBuilder pod) {
        return pod.withNodeSelector(nodeSelector.isEmpty() ? null : nodeSelector)
                .withTolerations(tolerations)
                .withAffinity(affinity);
    }

    private static Toleration toleration(Scheduling.Toleration said) {
        return new Toleration(
                emptyIsNone(said.effect()),
                emptyIsNone(said.key()),
                emptyIsNone(said.operator()),
                said.tolerationSeconds(),
                emptyIsNone(said.value()));
    }

    private static String emptyIsNone(String text) {
        return text == null || text.isEmpty() ? null : text;
    }

    private static Affinity affinity(Scheduling scheduling, Resources resources) {
        var said = scheduling.affinity() == null ? null : JSON.convertValue(scheduling.affinity(), Affinity.class);
        return Accelerators.memory(resources)
                .map(needed -> withNodes(said == null ? new Affinity() : said, needed))
                .orElse(said);
    }

    /** Terms are alternatives, so the need goes into each of them. */
    private static Affinity withNodes(Affinity affinity, NodeSelectorRequirement needed) {
        if (affinity.getNodeAffinity() == null) {
            affinity.setNodeAffinity(new NodeAffinity());
        }
        var nodes = affinity.getNodeAffinity();
        var required = nodes.getRequiredDuringSchedulingIgnoredDuringExecution();
        var terms = required == null ? List.of(new NodeSelectorTerm()) : required.getNodeSelectorTerms();
        nodes.setRequiredDuringSchedulingIgnoredDuringExecution(
                new NodeSelector(terms.stream().map(term -> with(term, needed)).toList()));
        return affinity;
    }

    private static NodeSelectorTerm with(NodeSelectorTerm term, NodeSelectorRequirement needed) {
        var expressions = new ArrayList<>(term.getMatchExpressions());
        expressions.add(needed);
        return new NodeSelectorTerm(expressions, null);
    }
}

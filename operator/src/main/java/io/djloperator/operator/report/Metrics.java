package io.djloperator.operator.report;

import io.djloperator.api.v1alpha1.TrainingJobStatus.MetricValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The list of metrics of a status: the newest value of each name. */
final class Metrics {
    /** As many as a status can hold. */
    static final int MOST = 64;

    private Metrics() {}

    /** The newest value of each name, each in the place of its first, so that the column of {@code kubectl get} stays the same. */
    static List<MetricValue> newest(List<MetricValue> inOrder) {
        var byName = new LinkedHashMap<String, MetricValue>();
        inOrder.forEach(metric -> byName.put(metric.name(), metric));
        return List.copyOf(byName.values());
    }

    /** {@code former} with {@code reported}. Where that is too many, those go first that are no longer reported, from the front. */
    static List<MetricValue> merge(List<MetricValue> former, List<MetricValue> reported) {
        var all = new java.util.ArrayList<>(former);
        all.addAll(reported);
        var merged = newest(all);
        var tooMany = merged.size() - MOST;
        if (tooMany <= 0) {
            return merged;
        }
        var fresh = names(reported);
        var dropped = names(merged.stream()
                .filter(metric -> !fresh.contains(metric.name()))
                .limit(tooMany)
                .toList());
        return merged.stream()
                .filter(metric -> !dropped.contains(metric.name()))
                .limit(MOST)
                .toList();
    }

    private static Set<String> names(List<MetricValue> metrics) {
        return metrics.stream().map(MetricValue::name).collect(Collectors.toSet());
    }
}

package io.djloperator.operator.search;

import io.djloperator.api.v1alpha1.Condition;
import io.djloperator.api.v1alpha1.Search;
import io.djloperator.api.v1alpha1.TrainingJob;
import io.djloperator.api.v1alpha1.TrainingJobStatus;
import io.djloperator.api.v1alpha1.TrainingJobStatus.MetricValue;
import io.djloperator.operator.kube.Text;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a trial's object says of its end. */
final class TrialEnd {
    private static final int MAX_MESSAGE = 120; // a thousand of them stand in one ConfigMap

    private TrialEnd() {}

    /** The entry as it is after the trial's end; empty while the trial has not ended. */
    static Optional<Entry> of(Search search, Entry entry, TrainingJob trial) {
        var succeeded = SearchStatuses.succeeded(trial);
        if (succeeded.isEmpty() || succeeded.get().status().equals("Unknown")) {
            return Optional.empty();
        }
        var status = trial.getStatus();
        var values = values(search, status);
        var state = state(succeeded.get(), !values.isEmpty());
        return Optional.of(entry.ended(
                state,
                state == EntryState.FAILED ? List.of() : values,
                epochs(search, status),
                status.activeSeconds(),
                message(search, state, succeeded.get())));
    }

    private static EntryState state(Condition succeeded, boolean hasValues) {
        return switch (succeeded.reason()) {
            case "Stopped" -> EntryState.STOPPED;
            case "GateFailed" -> hasValues ? EntryState.GATE_FAILED : EntryState.FAILED;
            default -> succeeded.status().equals("True") && hasValues ? EntryState.COMPLETED : EntryState.FAILED;
        };
    }

    /** All objectives, or nothing: a trial that leaves one out cannot be compared. */
    private static List<String> values(Search search, TrainingJobStatus status) {
        var values = search.objectives().stream()
                .map(objective -> metric(status, objective.metric()).map(MetricValue::value))
                .flatMap(Optional::stream)
                .filter(value -> Double.isFinite(Double.parseDouble(value)))
                .toList();
        return values.size() == search.objectives().size() ? values : List.of();
    }

    static Optional<MetricValue> metric(TrainingJobStatus status, String name) {
        return status.metrics().stream()
                .filter(metric -> metric.name().equals(name) && metric.by() == null)
                .findFirst();
    }

    private static Integer epochs(Search search, TrainingJobStatus status) {
        var progress = status.progress() == null ? null : status.progress().epoch();
        return progress != null
                ? progress
                : metric(status, search.objectives().get(0).metric())
                        .map(MetricValue::epoch)
                        .orElse(null);
    }

    private static String message(Search search, EntryState state, Condition succeeded) {
        return switch (state) {
            case ACTIVE, COMPLETED, GATE_FAILED -> null;
            case STOPPED -> brief(succeeded.message());
            case FAILED ->
                succeeded.status().equals("True")
                        ? brief("ended without a value of "
                                + search.objectives().stream()
                                        .map(Search.Objective::metric)
                                        .collect(Collectors.joining(", ")))
                        : brief(succeeded.reason() + ": " + succeeded.message());
        };
    }

    static String brief(String message) {
        return Text.bounded(message, MAX_MESSAGE);
    }
}

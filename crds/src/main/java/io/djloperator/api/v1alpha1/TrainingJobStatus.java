package io.djloperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** What became of a TrainingJob. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record TrainingJobStatus(
        @JsonPropertyDescription("The generation of the spec that this status speaks of.")
        Long observedGeneration,

        @Size(max = 8)
        @JsonPropertyDescription(
                "`Succeeded` (Unknown while active; its reason is the state), `Suspended`; `Reconciling` and `Stalled` only while"
                        + " true.")
        List<Condition> conditions,

        @Size(max = 32) @JsonPropertyDescription("When the first pod was started.")
        String startTime,

        @Size(max = 32) @JsonPropertyDescription("When the job ended.")
        String completionTime,

        @JsonPropertyDescription(
                "Which attempt this is, the first is 1: pods that were disrupted, resumed or failed make another.")
        Integer attempt,

        @JsonPropertyDescription("How many attempts have failed in a way that counts against `retry.limit`.")
        Integer failures,

        @Size(max = 253) @JsonPropertyDescription("The newest pod; with several nodes that of rank 0.")
        String pod,

        @JsonPropertyDescription("Seconds that the job has held pods on nodes, up to its last stop.")
        Long activeSeconds,

        @Size(max = 32)
        @JsonPropertyDescription("Since when it holds pods on nodes without a stop; absent while it holds none.")
        String activeSince,

        @JsonPropertyDescription("How far the training is, by the pod's own reports.")
        Progress progress,

        @Size(max = 64)
        @JsonPropertyDescription(
                "Metrics: while running the newest reported, in the end the model's. `kubectl get` prints the first.")
        List<MetricValue> metrics,

        @Size(max = 16) @JsonPropertyDescription("The outcome of each gate, in the order of the spec.")
        List<GateResult> gates,

        @JsonPropertyDescription("The model package; of a search, that of its best trial.")
        ModelPackage model,

        @JsonPropertyDescription("The best value of `stopping.patience.metric` so far.")
        MetricValue best,

        @JsonPropertyDescription("How the search stands.") SearchStatus search) {

    /** Lists are never null. */
    public TrainingJobStatus {
        conditions = conditions == null ? List.of() : List.copyOf(conditions);
        metrics = metrics == null ? List.of() : List.copyOf(metrics);
        gates = gates == null ? List.of() : List.copyOf(gates);
    }

    /** The status of a job that is no search and has no rule for its patience. */
    public TrainingJobStatus(
            Long observedGeneration,
            List<Condition> conditions,
            String startTime,
            String completionTime,
            Integer attempt,
            Integer failures,
            String pod,
            Long activeSeconds,
            String activeSince,
            Progress progress,
            List<MetricValue> metrics,
            List<GateResult> gates,
            ModelPackage model) {
        this(
                observedGeneration,
                conditions,
                startTime,
                completionTime,
                attempt,
                failures,
                pod,
                activeSeconds,
                activeSince,
                progress,
                metrics,
                gates,
                model,
                null,
                null);
    }

    /** The value of one metric. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record MetricValue(
            @Required @Size(min = 1, max = 64) @JsonPropertyDescription("Part and metric, such as test/auc.")
            String name,

            @Size(min = 1, max = 128) @JsonPropertyDescription("The sensitive column whose groups were compared.")
            String by,

            @Required @Size(min = 1, max = 32) @JsonPropertyDescription("The value, a decimal.")
            String value,

            @Min(0) @JsonPropertyDescription("The step of the optimizer at which it was measured.")
            Long step,

            @Min(0) @JsonPropertyDescription("The epoch at which it was measured.")
            Integer epoch) {

        /** A value of the finished model. */
        public MetricValue(String name, String by, String value) {
            this(name, by, value, null, null);
        }
    }

    /** How far a training is. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Progress(
            @JsonPropertyDescription("The epoch that is under way or done, the first is 1.")
            Integer epoch,

            @JsonPropertyDescription("How many epochs there will be.")
            Integer epochs,

            @JsonPropertyDescription("Steps of the optimizer that are done.")
            Long step,

            @JsonPropertyDescription("How much of the training is done, from 0 to 100.")
            Integer percent,

            @JsonPropertyDescription("Estimated seconds to the end of the training.")
            Long remainingSeconds,

            @JsonPropertyDescription("The step of the newest checkpoint.")
            Long checkpointStep,

            @JsonPropertyDescription(
                    "The step from which this attempt has gone on; absent where it began at the beginning.")
            Long resumedStep,

            @Size(max = 32) @JsonPropertyDescription("When this was reported.")
            String time) {}

    /** The outcome of one gate. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record GateResult(
            @Required @Size(min = 1, max = 64) @JsonPropertyDescription("Part and metric.")
            String metric,

            @Size(min = 1, max = 128) @JsonPropertyDescription("The sensitive column whose groups were compared.")
            String by,

            @Required @Size(min = 1, max = 32) @JsonPropertyDescription("What was measured, a decimal.")
            String value,

            @Size(min = 1, max = 24) @JsonPropertyDescription("The least value that passes.")
            String min,

            @Size(min = 1, max = 24) @JsonPropertyDescription("The greatest value that passes.")
            String max,

            @Required @JsonPropertyDescription("Whether the value lies within the bounds.")
            Boolean passed) {}

    /** A model package in its store. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ModelPackage(
            @Required @Size(min = 1, max = 1024) @JsonPropertyDescription("Where the package lies.")
            String uri,

            @Required
            @Size(min = 71, max = 71)
            @JsonPropertyDescription(
                    "sha256: and the SHA-256 of the package's manifest.json, which names the SHA-256 of every file.")
            String digest,

            @Required
            @Size(min = 12, max = 12)
            @JsonPropertyDescription("The first twelve digits of the digest, for people.")
            String version,

            @Min(0) @JsonPropertyDescription("Size of all files together, in bytes.")
            Long sizeBytes) {}
}

package io.djloperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
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

        @Size(max = 64) @JsonPropertyDescription("The model's metrics; the first is the one that `kubectl get` prints.")
        List<MetricValue> metrics,

        @Size(max = 16) @JsonPropertyDescription("The outcome of each gate, in the order of the spec.")
        List<GateResult> gates,

        @JsonPropertyDescription("The model package.") ModelPackage model) {

    /** Lists are never null. */
    public TrainingJobStatus {
        conditions = conditions == null ? List.of() : List.copyOf(conditions);
        metrics = metrics == null ? List.of() : List.copyOf(metrics);
        gates = gates == null ? List.of() : List.copyOf(gates);
    }

    /** The value of one metric. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record MetricValue(
            @Required @Size(min = 1, max = 64) @JsonPropertyDescription("Part and metric, such as test/auc.")
            String name,

            @Size(min = 1, max = 128) @JsonPropertyDescription("The sensitive column whose groups were compared.")
            String by,

            @Required @Size(min = 1, max = 32) @JsonPropertyDescription("The value, a decimal.")
            String value) {}

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

            @JsonPropertyDescription("Size of all files together, in bytes.")
            Long sizeBytes) {}
}

package io.djloperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.model.annotation.LabelSelector;
import io.fabric8.kubernetes.model.annotation.StatusReplicas;
import java.util.List;

/** What a ModelDeployment serves. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ModelDeploymentStatus(
        @JsonPropertyDescription("The generation of the spec that this status speaks of.")
        Long observedGeneration,

        @Size(max = 8)
        @JsonPropertyDescription(
                "`Ready` (the newest spec and model are fully out), `Available` (something serves now); `Reconciling` and"
                        + " `Stalled` only while true.")
        List<Condition> conditions,

        @Size(max = 512) @JsonPropertyDescription("Where the model answers inside the cluster.")
        String url,

        @StatusReplicas @JsonPropertyDescription("Pods that exist.")
        Integer replicas,

        @JsonPropertyDescription("Pods that serve.") Integer readyReplicas,

        @LabelSelector @Size(max = 256) @JsonPropertyDescription("Label selector of the pods.")
        String selector,

        @JsonPropertyDescription("The model that the newest pods load.")
        ServedModel model) {

    /** Lists are never null. */
    public ModelDeploymentStatus {
        conditions = conditions == null ? List.of() : List.copyOf(conditions);
    }

    /** The model that is served. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ServedModel(
            @Required @Size(min = 1, max = 1024) @JsonPropertyDescription("Where the package lies.")
            String uri,

            @Required
            @Size(min = 71, max = 71)
            @JsonPropertyDescription("sha256: and the SHA-256 of the package's manifest.json.")
            String digest,

            @Required
            @Size(min = 12, max = 12)
            @JsonPropertyDescription("The first twelve digits of the digest, for people.")
            String version,

            @Size(min = 1, max = 40) @JsonPropertyDescription("The TrainingJob that it came from.")
            String trainingJob) {}
}

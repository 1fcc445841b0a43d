package io.djloperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.model.annotation.SpecReplicas;

/** Which model to serve, and how. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ModelDeploymentSpec(
        @Required @JsonPropertyDescription("The model: from a TrainingJob, or by uri and sha256.")
        ModelSource model,

        @JsonPropertyDescription("The server in the pods.") Server server,

        @JsonPropertyDescription("What each pod asks for. Default: 1 CPU, 2Gi of memory, no accelerator.")
        Resources resources,

        @SpecReplicas
        @Min(0)
        @Max(1000)
        @Default("1")
        @JsonPropertyDescription("How many pods. From 0 to 1000, default 1.")
        Integer replicas) {

    /** Fills in the defaults. */
    public ModelDeploymentSpec {
        server = server == null ? new Server(null, null) : server;
        resources = (resources == null ? Resources.of(null, null, null) : resources).withDefaults();
        replicas = replicas == null ? 1 : replicas;
    }
}

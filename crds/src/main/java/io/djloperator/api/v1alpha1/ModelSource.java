package io.djloperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** Where a served model comes from. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "has(self.fromTrainingJob) != has(self.uri)",
        message = "exactly one of `fromTrainingJob` and `uri` must be set")
@ValidationRule(
        value = "has(self.uri) == has(self.sha256)",
        message = "`sha256` must be set together with `uri`, and only there: it pins the model that the pods may load")
@ValidationRule(
        value =
                "!has(self.uri) || (self.uri.matches('^pvc://[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?/[-._a-zA-Z0-9/]+$') &&"
                        + " !self.uri.contains('..'))",
        message = "`uri` must be pvc://<claim>/<path>, with no '..'",
        messageExpression = "\"`uri` must be pvc://<claim>/<path>, with no '..', and is '\" + self.uri + \"'\"")
public record ModelSource(
        @JsonPropertyDescription("Serves this job's model once the job has succeeded, pinned by its digest.")
        FromTrainingJob fromTrainingJob,

        @Size(min = 1, max = 1024)
        @JsonPropertyDescription("pvc://claim/path of a model package in the same namespace.")
        String uri,

        @Size(min = 64, max = 64)
        @Pattern("^[0-9a-f]{64}$")
        @JsonPropertyDescription(
                "SHA-256 of the package's manifest.json, 64 lower case hexadecimal digits. A pod whose package differs does not"
                        + " start.")
        String sha256) {

    /** A TrainingJob of the same namespace. */
    public record FromTrainingJob(
            @Required @Size(min = 1, max = 40) @JsonPropertyDescription("Name of the TrainingJob.")
            String name) {}
}

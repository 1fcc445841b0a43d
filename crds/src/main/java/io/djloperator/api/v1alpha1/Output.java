package io.djloperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** Where the model package goes. */
@ValidationRule(
        value =
                "self.uri.matches('^pvc://[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?/[-._a-zA-Z0-9/]+$') && !self.uri.contains('..')",
        message = "`uri` must be pvc://<claim>/<path>, with no '..'",
        messageExpression = "\"`uri` must be pvc://<claim>/<path>, with no '..', and is '\" + self.uri + \"'\"")
public record Output(
        @Required
        @Size(min = 1, max = 512)
        @JsonPropertyDescription(
                "pvc://claim/path in the namespace of the job. The package becomes a folder below it that is named after its"
                        + " digest, so no run overwrites another's model.")
        String uri) {}

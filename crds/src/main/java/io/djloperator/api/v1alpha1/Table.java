package io.djloperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** One table. */
@ValidationRule(
        value = "self.uri.matches('^(configMap://[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?/[-._a-zA-Z0-9]+"
                + "|pvc://[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?/.+)$') && !self.uri.contains('..')",
        message = "`uri` must be configMap://<name>/<key> or pvc://<claim>/<path>, with no '..'",
        messageExpression =
                "\"`uri` must be configMap://<name>/<key> or pvc://<claim>/<path>, with no '..', and is '\" + self.uri + \"'\"")
@ValidationRule(
        value = "self.uri.matches('[.](csv|csv[.]gz|parquet|json|jsonl|ndjson)$')",
        message = "`uri` must end in .csv, .csv.gz, .parquet, .json, .jsonl or .ndjson: the ending tells the format")
public record Table(
        @Required
        @Size(min = 1, max = 63)
        @Pattern("^[a-z][a-z0-9_]*$")
        @JsonPropertyDescription("The table's name in `query`: lower case letters, digits and '_', at most 63.")
        String name,

        @Required
        @Size(min = 1, max = 1024)
        @JsonPropertyDescription(
                "Where the table lies, in the namespace of the job: configMap://name/key for small data, pvc://claim/path for a"
                        + " file in a persistent volume claim. Its ending tells the format: .csv (with a header line; .csv.gz"
                        + " compressed), .parquet, .json (an array of objects) or .jsonl (an object a line).")
        String uri) {}

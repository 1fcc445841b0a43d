package io.djloperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;

/** What to learn from. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value =
                "self.tabular.task != 'regression' || !has(self.split) || !has(self.split.stratify) || !self.split.stratify",
        message = "`split.stratify` must not be true where `tabular.task` is 'regression'")
public record Data(
        @Required @JsonPropertyDescription("Rows and columns: one or more CSV, Parquet or JSON tables.")
        Tabular tabular,

        @JsonPropertyDescription(
                "How rows are dealt to the training, validation and test parts. Default: 70 %, 15 %, 15 %, stratified for"
                        + " classification, seed 42.")
        Split split) {

    /** Fills in the defaults. */
    public Data {
        split = split == null ? new Split(null, null, null, null) : split;
    }
}

package io.djloperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** Rows and columns from one or more tables. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "size(self.tables) == 1 || has(self.query)",
        message = "`query` must be set where `tables` holds more than one table: it says how they are joined")
@ValidationRule(
        value = "(!has(self.exclude) || !(self.target in self.exclude)) && (!has(self.sensitive) || !(self.target in"
                + " self.sensitive))",
        message = "`target` must not be in `exclude` or `sensitive`")
public record Tabular(
        @Required
        @Size(min = 1, max = 16)
        @JsonPropertyDescription("The tables; in `query`, each is a view with its name. From 1 to 16.")
        List<Table> tables,

        @Size(min = 1, max = 8192)
        @JsonPropertyDescription(
                "A SELECT in DuckDB's SQL over the tables, whose rows are learnt from. Optional with one table: then all its rows"
                        + " and columns.")
        String query,

        @Required @Size(min = 1, max = 128) @JsonPropertyDescription("The column to predict.")
        String target,

        @Required @JsonPropertyDescription("classification: `target` holds classes. regression: it holds numbers.")
        Task task,

        @Size(max = 512) @JsonPropertyDescription("Columns that are not features, such as an identifier. At most 512.")
        List<String> exclude,

        @Size(max = 16)
        @JsonPropertyDescription(
                "Columns that must not be features but are kept to compare groups, such as age group or sex. At most 16.")
        List<String> sensitive) {

    /** Fills in the defaults. */
    public Tabular {
        tables = tables == null ? List.of() : List.copyOf(tables);
        exclude = exclude == null ? List.of() : List.copyOf(exclude);
        sensitive = sensitive == null ? List.of() : List.copyOf(sensitive);
    }
}

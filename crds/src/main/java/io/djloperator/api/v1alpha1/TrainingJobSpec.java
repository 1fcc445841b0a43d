package io.djloperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;

/** What to train, on what, and what must hold for the result to count. Immutable but for {@code suspend}. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "self.data == oldSelf.data && self.model == oldSelf.model && self.output == oldSelf.output",
        message = "`data`, `model` and `output` are immutable: create a TrainingJob with another name")
@ValidationRule(
        value =
                "has(self.training) == has(oldSelf.training) && (!has(self.training) || self.training == oldSelf.training)",
        message = "`training` is immutable: create a TrainingJob with another name")
@ValidationRule(
        value = "has(self.evaluation) == has(oldSelf.evaluation)"
                + " && (!has(self.evaluation) || self.evaluation == oldSelf.evaluation)",
        message = "`evaluation` is immutable: create a TrainingJob with another name")
@ValidationRule(
        value = "has(self.resources) == has(oldSelf.resources)"
                + " && (!has(self.resources) || self.resources == oldSelf.resources)",
        message = "`resources` is immutable: create a TrainingJob with another name")
@ValidationRule(
        value = "!has(self.evaluation) || !has(self.evaluation.gates) || self.evaluation.gates.all(g, !has(g.by)"
                + " || (has(self.data.tabular.sensitive) && g.by in self.data.tabular.sensitive))",
        message = "`evaluation.gates[].by` must be one of the columns in `data.tabular.sensitive`")
@ValidationRule(
        value = "!has(self.evaluation) || !has(self.evaluation.metrics)"
                + " || !('demographicParityDifference' in self.evaluation.metrics) || has(self.data.tabular.sensitive)",
        message =
                "`evaluation.metrics` holds 'demographicParityDifference': name the columns in `data.tabular.sensitive`")
@ValidationRule(
        value = "!has(self.evaluation) || !has(self.evaluation.metrics) || self.evaluation.metrics.all(m,"
                + " (m in ['rmse', 'mae', 'r2']) == (self.data.tabular.task == 'regression'))",
        message =
                "`evaluation.metrics` must fit `data.tabular.task`: 'rmse', 'mae' and 'r2' for 'regression', the others for"
                        + " 'classification'")
@ValidationRule(
        value = "!has(self.evaluation) || !has(self.evaluation.gates) || self.evaluation.gates.all(g,"
                + " g.metric.endsWith('/loss') || g.metric.matches('/(rmse|mae|r2)$')"
                + " == (self.data.tabular.task == 'regression'))",
        message =
                "`evaluation.gates[].metric` must fit `data.tabular.task`: 'rmse', 'mae' and 'r2' for 'regression', the"
                        + " others for 'classification', 'loss' for both")
public record TrainingJobSpec(
        @Required @JsonPropertyDescription("What to learn from and how to split it.")
        Data data,

        @Required @JsonPropertyDescription("The network to train: exactly one kind.")
        Model model,

        @JsonPropertyDescription("How to train: epochs, batches, optimizer, seed.")
        Training training,

        @JsonPropertyDescription("Which metrics to compute, and the gates that the model must pass.")
        Evaluation evaluation,

        @JsonPropertyDescription("What the training pod asks for. Default: 1 CPU, 2Gi of memory, no accelerator.")
        Resources resources,

        @Required @JsonPropertyDescription("Where the model package goes.")
        Output output,

        @JsonPropertyDescription(
                "true: no pod runs; a running pod is stopped. Setting it to false starts the run (again, from its beginning)."
                        + " The one field that may be changed.")
        Boolean suspend) {

    /** Fills in the defaults. */
    public TrainingJobSpec {
        training = training == null ? new Training(null, null, null, null) : training;
        evaluation = evaluation == null ? new Evaluation(null, null) : evaluation;
        resources = resources == null ? new Resources(null, null, null) : resources;
        suspend = suspend != null && suspend;
    }
}

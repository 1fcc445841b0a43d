package io.djloperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/**
 * What to train, on what, and what must hold for the result to count; or a program of the user's own. Immutable but for {@code suspend},
 * {@code search.maxTrials} and {@code search.parallelism}: the rules that say so are added to each field when the CRD is rendered.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "has(self.container) != has(self.data) && has(self.data) == has(self.model)",
        message = "either `data` and `model` or `container` must be set")
@ValidationRule(
        value = "!has(self.container) || (!has(self.training) && !has(self.evaluation))",
        message =
                "`training` and `evaluation` must not be set beside `container`, which trains and evaluates by itself")
@ValidationRule(
        value = "has(self.container) || has(self.output)",
        message = "`output` must be set: pvc://<claim>/<path>, where the model package goes")
@ValidationRule(
        value =
                "!has(self.evaluation) || !has(self.data) || !has(self.evaluation.gates) || self.evaluation.gates.all(g, !has(g.by)"
                        + " || (has(self.data.tabular.sensitive) && g.by in self.data.tabular.sensitive))",
        message = "`evaluation.gates[].by` must be one of the columns in `data.tabular.sensitive`")
@ValidationRule(
        value = "!has(self.evaluation) || !has(self.data) || !has(self.evaluation.metrics)"
                + " || !('demographicParityDifference' in self.evaluation.metrics) || has(self.data.tabular.sensitive)",
        message =
                "`evaluation.metrics` holds 'demographicParityDifference': name the columns in `data.tabular.sensitive`")
@ValidationRule(
        value =
                "!has(self.evaluation) || !has(self.data) || !has(self.evaluation.metrics) || self.evaluation.metrics.all(m,"
                        + " (m in ['rmse', 'mae', 'r2']) == (self.data.tabular.task == 'regression'))",
        message =
                "`evaluation.metrics` must fit `data.tabular.task`: 'rmse', 'mae' and 'r2' for 'regression', the others for"
                        + " 'classification'")
@ValidationRule(
        value =
                "!has(self.evaluation) || !has(self.data) || !has(self.evaluation.gates) || self.evaluation.gates.all(g,"
                        + " g.metric.endsWith('/loss') || g.metric.matches('/(rmse|mae|r2)$')"
                        + " == (self.data.tabular.task == 'regression'))",
        message =
                "`evaluation.gates[].metric` must fit `data.tabular.task`: 'rmse', 'mae' and 'r2' for 'regression', the"
                        + " others for 'classification', 'loss' for both")
public record TrainingJobSpec(
        @Size(min = 1, max = 63)
        @Pattern("^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$")
        @JsonPropertyDescription(
                "A named set of defaults and limits that the platform team keeps: image, resources, scheduling. What this spec sets goes"
                        + " before it. Default: the profile 'default' where there is one.")
        String profile,

        @JsonPropertyDescription("What to learn from and how to split it.")
        Data data,

        @JsonPropertyDescription("The network to train: exactly one kind.")
        Model model,

        @JsonPropertyDescription("How to train: epochs, batches, optimizer, seed, checkpoints.")
        Training training,

        @JsonPropertyDescription("Which metrics to compute, and the gates that the model must pass.")
        Evaluation evaluation,

        @JsonPropertyDescription(
                "A program of your own, in any framework, instead of `data`, `model`, `training` and `evaluation`.")
        Container container,

        @Min(1)
        @Max(256)
        @JsonPropertyDescription(
                "How many pods train together, each with `resources`. They start together, and where one fails all start again. From 1 to"
                        + " 256, default 1.")
        Integer nodes,

        @JsonPropertyDescription("What each training pod asks for. Default: 1 CPU, 2Gi of memory, no accelerator.")
        Resources resources,

        @JsonPropertyDescription("Where, when and as whom the pods run.")
        Scheduling scheduling,

        @JsonPropertyDescription(
                "Where the model package goes, and the checkpoints. With `container` it is optional: the claim is mounted, and its"
                        + " folders are named by DJL_OUTPUT_DIR and DJL_CHECKPOINT_DIR.")
        Output output,

        @JsonPropertyDescription("How often failed work is tried again.")
        Retry retry,

        @JsonPropertyDescription("How long the job may take.")
        Deadlines deadlines,

        @JsonPropertyDescription("What is removed after the end.")
        Cleanup cleanup,

        @JsonPropertyDescription("By which of its reports the job is stopped before its end. Default: it is not.")
        Stopping stopping,

        @JsonPropertyDescription(
                "Makes this job a search: each trial is a TrainingJob of its own with other values of some fields of this spec.")
        Search search,

        @JsonPropertyDescription(
                "true: no pod runs; running pods write a checkpoint and end. Setting it to false goes on from the checkpoint. May be"
                        + " changed.")
        Boolean suspend) {

    /** Fills in the defaults of what no profile can set; {@link #withDefaults} those of the rest. */
    public TrainingJobSpec {
        if (container == null) {
            training = training == null ? new Training(null, null, null, null, null) : training;
            evaluation = evaluation == null ? new Evaluation(null, null) : evaluation;
        }
        suspend = suspend != null && suspend;
    }

    /** A spec with neither a stopping rule nor a search. */
    public TrainingJobSpec(
            String profile,
            Data data,
            Model model,
            Training training,
            Evaluation evaluation,
            Container container,
            Integer nodes,
            Resources resources,
            Scheduling scheduling,
            Output output,
            Retry retry,
            Deadlines deadlines,
            Cleanup cleanup,
            Boolean suspend) {
        this(
                profile,
                data,
                model,
                training,
                evaluation,
                container,
                nodes,
                resources,
                scheduling,
                output,
                retry,
                deadlines,
                cleanup,
                null,
                null,
                suspend);
    }

    /** The same with everything filled in that is not set: to be called when the profile has been merged in. */
    public TrainingJobSpec withDefaults() {
        return new TrainingJobSpec(
                profile,
                data,
                model,
                training,
                evaluation,
                container,
                nodes == null ? 1 : nodes,
                (resources == null ? Resources.of(null, null, null) : resources).withDefaults(),
                scheduling == null ? new Scheduling(null, null, null, null, null, null, null, null) : scheduling,
                output,
                retry == null || retry.limit() == null ? new Retry(3) : retry,
                deadlines == null ? new Deadlines(null, null) : deadlines,
                cleanup == null ? new Cleanup(null) : cleanup,
                stopping,
                search,
                suspend);
    }

    /** The same, suspended or not. */
    public TrainingJobSpec withSuspend(boolean isSuspended) {
        return new TrainingJobSpec(
                profile,
                data,
                model,
                training,
                evaluation,
                container,
                nodes,
                resources,
                scheduling,
                output,
                retry,
                deadlines,
                cleanup,
                stopping,
                search,
                isSuspended);
    }
}

package io.djloperator.trainer.spec;

import io.djloperator.api.v1alpha1.Evaluation.Gate;
import io.djloperator.api.v1alpha1.Metric;
import io.djloperator.api.v1alpha1.Optimizer;
import io.djloperator.api.v1alpha1.Split;
import io.djloperator.api.v1alpha1.Tabular;
import io.djloperator.api.v1alpha1.Task;
import io.djloperator.api.v1alpha1.TrainingJobSpec;
import io.djloperator.trainer.report.Failure;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What the API server's rules say of a spec, for a run by hand and for a ConfigMap that somebody wrote himself. Each rule names the field
 * and the way out.
 */
public final class SpecRules {
    private static final Set<Metric> OF_REGRESSION = EnumSet.of(Metric.RMSE, Metric.MAE, Metric.R2);

    private SpecRules() {}

    public static void check(TrainingJobSpec spec) {
        FieldRules.check(spec, "spec");
        require(
                spec.container() == null,
                "spec.container: this program trains `data` and `model`; a container job runs its own");
        require(spec.data() != null, "spec.data: must be set");
        require(spec.model() != null, "spec.model: must be set");
        require(spec.output() != null, "spec.output: must be set: pvc://<claim>/<path>, where the model package goes");
        tabular(spec.data().tabular());
        split(spec.data().split(), spec.data().tabular().task());
        optimizer(spec.training().optimizer());
        require(
                decimal(spec.model().mlp().dropout()) < 1,
                "spec.model.mlp.dropout: '" + spec.model().mlp().dropout() + "' must be less than 1");
        evaluation(spec);
        quantity("spec.resources.cpu", spec.withDefaults().resources().cpu());
        quantity("spec.resources.memory", spec.withDefaults().resources().memory());
        require(
                spec.output().uri().matches("pvc://[a-z0-9][-a-z0-9.]*/[-._a-zA-Z0-9/]+")
                        && !spec.output().uri().contains(".."),
                "spec.output.uri: '" + spec.output().uri() + "' must be pvc://<claim>/<path>, with no '..'");
    }

    private static void tabular(Tabular tabular) {
        var names = new HashSet<String>();
        for (int i = 0; i < tabular.tables().size(); i++) {
            var table = tabular.tables().get(i);
            var field = "spec.data.tabular.tables[" + i + "]";
            require(names.add(table.name()), field + ".name: '" + table.name() + "' is the name of two tables");
            require(
                    table.uri().matches("(configMap|pvc)://[a-z0-9][-a-z0-9.]*/[^*?\\[\\]]+")
                            && !table.uri().contains(".."),
                    field + ".uri: '" + table.uri()
                            + "' must be configMap://<name>/<key> or pvc://<claim>/<path>, with no '..', '*',"
                            + " '?' or brackets");
            require(
                    table.uri().matches(".*\\.(csv|csv\\.gz|parquet|json|jsonl|ndjson)"),
                    field + ".uri: '" + table.uri()
                            + "' must end in .csv, .csv.gz, .parquet, .json, .jsonl or .ndjson");
        }
        require(
                tabular.query() != null || tabular.tables().size() == 1,
                "spec.data.tabular.query: must be set where there is more than one table: it says how they are joined");
        for (var list : List.of(tabular.exclude(), tabular.sensitive())) {
            require(
                    !list.contains(tabular.target()),
                    "spec.data.tabular.target: '" + tabular.target() + "' must not be in `exclude` or `sensitive`");
        }
    }

    private static void split(Split split, Task task) {
        double validation = decimal(split.validation());
        double test = decimal(split.test());
        require(
                validation > 0 && test > 0 && validation + test <= 0.9 + 1e-9,
                "spec.data.split: validation " + split.validation() + " and test " + split.test()
                        + " must be greater than 0 and together at most 0.9");
        require(
                task == Task.CLASSIFICATION || !Boolean.TRUE.equals(split.stratify()),
                "spec.data.split.stratify: must not be true where spec.data.tabular.task is regression");
    }

    private static void optimizer(Optimizer optimizer) {
        require(
                optimizer.adam() == null ^ optimizer.sgd() == null,
                "spec.training.optimizer: exactly one of adam and sgd must be set");
        if (optimizer.adam() != null) {
            positive(
                    "spec.training.optimizer.adam.learningRate",
                    optimizer.adam().learningRate());
        } else {
            positive("spec.training.optimizer.sgd.learningRate", optimizer.sgd().learningRate());
            require(
                    decimal(optimizer.sgd().momentum()) < 1,
                    "spec.training.optimizer.sgd.momentum: '" + optimizer.sgd().momentum() + "' must be less than 1");
        }
    }

    private static void evaluation(TrainingJobSpec spec) {
        var tabular = spec.data().tabular();
        boolean regression = tabular.task() == Task.REGRESSION;
        for (Metric metric : spec.evaluation().metrics()) {
            require(
                    OF_REGRESSION.contains(metric) == regression,
                    "spec.evaluation.metrics: " + metric + " does not fit spec.data.tabular.task");
            require(
                    metric != Metric.DEMOGRAPHIC_PARITY_DIFFERENCE
                            || !tabular.sensitive().isEmpty(),
                    "spec.evaluation.metrics: demographicParityDifference needs a column in spec.data.tabular.sensitive");
        }
        for (int i = 0; i < spec.evaluation().gates().size(); i++) {
            gate("spec.evaluation.gates[" + i + "]", spec.evaluation().gates().get(i), tabular.sensitive(), regression);
        }
    }

    private static void gate(String field, Gate gate, List<String> sensitive, boolean regression) {
        require(gate.min() != null || gate.max() != null, field + ": at least one of min and max must be set");
        require(
                (gate.by() != null) == gate.metric().endsWith("/demographicParityDifference"),
                field + ".by: must be set where metric is a demographicParityDifference, and only there");
        require(
                gate.by() == null || sensitive.contains(gate.by()),
                field + ".by: '" + gate.by() + "' is not in spec.data.tabular.sensitive " + sensitive);
        require(
                gate.metric().endsWith("/loss") || gate.metric().matches(".*/(rmse|mae|r2)") == regression,
                field + ".metric: '" + gate.metric() + "' does not fit spec.data.tabular.task");
    }

    private static void quantity(String field, Quantity quantity) {
        try {
            require(quantity.getNumericalAmount().signum() > 0, field + ": '" + quantity + "' must be greater than 0");
        } catch (IllegalArgumentException e) {
            throw Failure.invalidSpec(field + ": '" + quantity + "' is not a quantity, such as 500m or 2Gi");
        }
    }

    private static void positive(String field, String text) {
        require(decimal(text) > 0, field + ": '" + text + "' must be greater than 0");
    }

    private static double decimal(String text) {
        return Double.parseDouble(text);
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw Failure.invalidSpec(message);
        }
    }
}

package io.djloperator.trainer.evaluation;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.djloperator.api.v1alpha1.Metric;
import io.djloperator.runtime.Outputs;
import io.djloperator.runtime.TabularSchema;
import io.djloperator.runtime.Task;
import io.djloperator.trainer.data.Column;
import io.djloperator.trainer.evaluation.Fairness.GroupRate;
import io.djloperator.trainer.model.Part;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** A model's predictions for one part, and what they are worth. */
public final class PartEvaluation {
    private final String part;
    private final TabularSchema schema;
    private final Part rows;
    private final double[][] probabilities;
    private final int[] predicted;
    private final int[] actual;
    private final double[] amounts;
    private final double[] actualAmounts;
    private final double loss;

    /** {@code part} is the first half of the metrics' names; {@code outputs} are the network's, row after row. */
    public PartEvaluation(String part, TabularSchema schema, Part rows, float[] outputs) {
        this.part = part;
        this.schema = schema;
        this.rows = rows;
        boolean classes = schema.task() == Task.CLASSIFICATION;
        int width = schema.network().outputs();
        probabilities = new double[classes ? rows.rows() : 0][];
        Arrays.setAll(probabilities, row -> Outputs.probabilities(outputs, row * width, width));
        predicted = Classification.mostProbable(probabilities);
        actual = IntStream.range(0, probabilities.length)
                .map(row -> (int) rows.targets()[row])
                .toArray();
        amounts = IntStream.range(0, classes ? 0 : rows.rows())
                .mapToDouble(row -> Outputs.value(schema, outputs[row]))
                .toArray();
        actualAmounts = IntStream.range(0, amounts.length)
                .mapToDouble(row -> Outputs.value(schema, rows.targets()[row]))
                .toArray();
        loss = classes ? Classification.crossEntropy(probabilities, actual) : scaledError(outputs, rows.targets());
    }

    /** The loss: mean cross entropy, or the mean squared error of the scaled target. */
    public double loss() {
        return loss;
    }

    public int rowCount() {
        return rows.rows();
    }

    /** One metric that needs no groups; NaN where the part does not define it, such as an AUC with one class. */
    public double value(Metric metric) {
        int classes = schema.classes().size();
        int positive = classes - 1;
        return switch (metric) {
            case ACCURACY -> Classification.accuracy(predicted, actual);
            case AUC -> overClasses(label -> Ranking.auc(scores(label), is(label)));
            case AVERAGE_PRECISION -> overClasses(label -> Ranking.averagePrecision(scores(label), is(label)));
            case F1 ->
                classes == 2
                        ? Classification.f1(predicted, actual, positive)
                        : overClasses(label -> Classification.f1(predicted, actual, label));
            case RMSE -> Regression.rmse(amounts, actualAmounts);
            case MAE -> Regression.mae(amounts, actualAmounts);
            case R2 -> Regression.r2(amounts, actualAmounts);
            case DEMOGRAPHIC_PARITY_DIFFERENCE -> throw new IllegalArgumentException("needs groups");
        };
    }

    /** The groups of a sensitive column, whose {@code members} are this part's rows. */
    public List<GroupRate> groupRates(Column.Texts column, int[] members) {
        var groups =
                Arrays.stream(members).mapToObj(row -> (String) column.at(row)).toArray(String[]::new);
        return Fairness.rates(predicted, actual, schema.classes().size() - 1, groups);
    }

    /** All values in order; those that the part does not define are left out. */
    public List<Measured> measured(List<Metric> metrics, Map<String, List<GroupRate>> rates) {
        var values = new ArrayList<Measured>();
        for (Metric metric : metrics) {
            if (metric == Metric.DEMOGRAPHIC_PARITY_DIFFERENCE) {
                rates.forEach((by, groups) ->
                        values.add(new Measured(name(metric), by, Fairness.demographicParityDifference(groups))));
            } else {
                values.add(new Measured(name(metric), null, value(metric)));
            }
        }
        values.add(new Measured(part + "/loss", null, loss));
        values.removeIf(value -> !Double.isFinite(value.value()));
        return values;
    }

    /** For the sensitive columns of a classification. */
    public Map<String, List<GroupRate>> rates(List<Column.Texts> sensitive, int[] members) {
        var rates = new LinkedHashMap<String, List<GroupRate>>();
        if (schema.task() == Task.CLASSIFICATION) {
            sensitive.forEach(column -> rates.put(column.name(), groupRates(column, members)));
        }
        return rates;
    }

    private String name(Metric metric) {
        return part + "/" + word(metric);
    }

    /** The metric's word in the API. */
    public static String word(Metric metric) {
        try {
            return Metric.class
                    .getField(metric.name())
                    .getAnnotation(JsonProperty.class)
                    .value();
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(e);
        }
    }

    /** With two classes the value of the positive one, else the mean of all, each against the rest. */
    private double overClasses(IntToDoubleFunction value) {
        int classes = schema.classes().size();
        return classes == 2
                ? value.applyAsDouble(1)
                : IntStream.range(0, classes).mapToDouble(value).average().orElse(Double.NaN);
    }

    private double[] scores(int label) {
        return Arrays.stream(probabilities).mapToDouble(row -> row[label]).toArray();
    }

    private boolean[] is(int label) {
        var is = new boolean[actual.length];
        for (int row = 0; row < is.length; row++) {
            is[row] = actual[row] == label;
        }
        return is;
    }

    private static double scaledError(float[] outputs, float[] targets) {
        return IntStream.range(0, targets.length)
                .mapToDouble(row -> (double) (outputs[row] - targets[row]) * (outputs[row] - targets[row]))
                .average()
                .orElse(Double.NaN);
    }
}

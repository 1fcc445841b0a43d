package io.djloperator.trainer.model;

import io.djloperator.api.v1alpha1.Mlp;
import io.djloperator.runtime.CategoricalFeature;
import io.djloperator.runtime.Feature;
import io.djloperator.runtime.Network;
import io.djloperator.runtime.NumericFeature;
import io.djloperator.runtime.TabularSchema;
import io.djloperator.runtime.Task;
import io.djloperator.trainer.data.Column;
import io.djloperator.trainer.data.Dataset;
import io.djloperator.trainer.report.Failure;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Fits the encoding to the training part: no other row may have a say in it. */
public final class SchemaFit {
    private SchemaFit() {}

    public static TabularSchema fit(Dataset data, int[] training, Mlp mlp) {
        var features = data.features().stream()
                .map(column -> feature(column, training))
                .toList();
        int inputs = features.stream().mapToInt(Feature::width).sum();
        if (data.target() instanceof Column.Numbers numbers) {
            double[] values = Arrays.stream(training)
                    .mapToDouble(row -> numbers.values()[row])
                    .toArray();
            double mean = mean(values);
            return new TabularSchema(
                    TabularSchema.FORMAT_VERSION,
                    Task.REGRESSION,
                    numbers.name(),
                    List.of(),
                    mean,
                    deviation(values, mean),
                    features,
                    network(inputs, mlp, 1));
        }
        var classes = classes((Column.Texts) data.target());
        return new TabularSchema(
                TabularSchema.FORMAT_VERSION,
                Task.CLASSIFICATION,
                data.target().name(),
                classes,
                0,
                1,
                features,
                network(inputs, mlp, classes.size()));
    }

    /** The same encoding for another network. */
    public static TabularSchema with(TabularSchema schema, Mlp mlp) {
        return new TabularSchema(
                schema.formatVersion(),
                schema.task(),
                schema.target(),
                schema.classes(),
                schema.targetMean(),
                schema.targetScale(),
                schema.features(),
                network(schema.width(), mlp, schema.network().outputs()));
    }

    private static Network network(int inputs, Mlp mlp, int outputs) {
        return new Network(
                inputs,
                mlp.hiddenUnits(),
                mlp.activation().name().toLowerCase(Locale.ROOT),
                Double.parseDouble(mlp.dropout()),
                outputs);
    }

    private static List<String> classes(Column.Texts target) {
        if (target.different().size() < 2) {
            throw Failure.data("spec.data.tabular.target: column '" + target.name() + "' has one class only: '"
                    + target.different().get(0)
                    + "'; there is nothing to learn from it: choose another column or other rows");
        }
        return target.different().stream().sorted().toList();
    }

    private static Feature feature(Column column, int[] training) {
        if (column instanceof Column.Texts texts) {
            return new CategoricalFeature(
                    texts.name(), texts.isBoolean() ? List.of("false", "true") : categories(texts, training));
        }
        var numbers = (Column.Numbers) column;
        double[] values = Arrays.stream(training)
                .mapToDouble(row -> numbers.values()[row])
                .toArray();
        double fill = median(values);
        double[] filled = Arrays.stream(values)
                .map(value -> Double.isNaN(value) ? fill : value)
                .toArray();
        double mean = mean(filled);
        return new NumericFeature(numbers.name(), mean, deviation(filled, mean), fill);
    }

    private static List<String> categories(Column.Texts texts, int[] training) {
        return Arrays.stream(training)
                .map(row -> texts.codes()[row])
                .filter(code -> code >= 0)
                .distinct()
                .mapToObj(code -> texts.different().get(code))
                .sorted()
                .toList();
    }

    /** Of the values that are there; 0 where there are none. */
    static double median(double[] values) {
        double[] there = Arrays.stream(values)
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        if (there.length == 0) {
            return 0;
        }
        int middle = there.length / 2;
        return there.length % 2 == 1 ? there[middle] : (there[middle - 1] + there[middle]) / 2;
    }

    static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(0);
    }

    /** Of the population; 1 where all values are equal, so that they can be divided by it. */
    static double deviation(double[] values, double mean) {
        double squares = Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .sum();
        double deviation = Math.sqrt(squares / values.length);
        return deviation > 0 && Double.isFinite(deviation) ? deviation : 1;
    }
}
